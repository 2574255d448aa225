#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes random pictures and what Pillow makes of them for a network.

pillow.py SEED COUNT W H C RESIZE FOLDER: pictures 000.png ... in FOLDER, and on standard
output a line each: the values of the picture as a network of W x H pixels of C channels
takes it. As torchvision's Resize (of the shorter side, bilinear) and CenterCrop; where
RESIZE is 0, of the side with which the picture just covers W x H. Status 77: no Pillow.
"""
import random
import sys

try:
    from PIL import Image
except ImportError:
    sys.exit(77)


def fit(im, w, h, mode, resize):
    im = im.convert(mode)
    iw, ih = im.size
    if iw <= ih if resize else w * ih >= h * iw:
        nw = resize or w
        nh = int(nw * ih / iw)
    else:
        nh = resize or h
        nw = int(nh * iw / ih)
    # The width first in every version: Pillow 13 goes by what is faster.
    im = im.resize((nw, ih), Image.BILINEAR).resize((nw, nh), Image.BILINEAR)
    left = int(round((nw - w) / 2.0))
    top = int(round((nh - h) / 2.0))
    return im.crop((left, top, left + w, top + h))


def main():
    seed, count, w, h, c, resize = map(int, sys.argv[1:7])
    rnd = random.Random(seed)
    for i in range(count):
        size = rnd.randint(1, 90), rnd.randint(1, 90)
        mode = rnd.choice(("RGB", "L", "RGBA", "P"))
        if rnd.randrange(2):
            n = size[0] * size[1] * len(Image.new(mode, (1, 1)).tobytes())
            im = Image.frombytes(mode, size, rnd.randbytes(n))
            if mode == "P":
                im.putpalette(rnd.randbytes(768))
        else:
            n = len(Image.new(mode, (4, 3)).tobytes())
            im = Image.frombytes(mode, (4, 3), rnd.randbytes(n))
            if mode == "P":
                im.putpalette(rnd.randbytes(768))
            im = im.resize(size, Image.NEAREST if mode == "P" else Image.BICUBIC)
        ext = rnd.choice(("png", "jpg", "ppm") if mode in ("RGB", "L") else ("png",))
        name = "%s/%03d.%s" % (sys.argv[7], i, ext)
        if ext == "jpg":
            im.save(name, quality=rnd.randint(30, 95), progressive=rnd.randrange(2),
                    subsampling=rnd.randrange(3) if mode == "RGB" else -1)
        else:
            im.save(name)
        im = fit(Image.open(name), w, h, "L" if c == 1 else "RGB", resize)
        print(" ".join(str(v) for v in im.tobytes()))


if __name__ == "__main__":
    main()
