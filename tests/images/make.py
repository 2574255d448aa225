#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Made the pictures of this folder and, with Pillow, what they are to become.

Run in this folder: python3 make.py. It was run with Pillow 13.0.0. NAME.jpg and
NAME.png are pictures; NAME.ppm and NAME.pgm are their pixels by Pillow;
fit_WxH[_rN].p?m is picture.ppm scaled and cut by Pillow as torchvision does it.
"""
import io
import random

from PIL import Image

from pillow import fit


def picture(w, h):
    """Discs of colours on a gradient, with noise: all that a filter may get wrong."""
    rnd = random.Random(1)
    disc = [(rnd.randrange(w), rnd.randrange(h), rnd.randrange(4, 20) ** 2,
             tuple(rnd.randrange(256) for _ in range(3))) for _ in range(9)]
    im = Image.new("RGB", (w, h))
    for y in range(h):
        for x in range(w):
            v = (x * 255 // w, y * 255 // h, (x * 7 + y * 3) % 256)
            for dx, dy, r, colour in disc:
                if (x - dx) ** 2 + (y - dy) ** 2 < r:
                    v = colour
            v = tuple(min(255, max(0, c + rnd.randrange(-20, 21))) for c in v)
            im.putpixel((x, y), v)
    return im


big = picture(97, 61)
big.save("picture.ppm")
for w, h, mode, resize in ((28, 28, "L", 0), (30, 17, "RGB", 0), (31, 64, "RGB", 0),
                           (32, 32, "RGB", 41), (120, 90, "L", 0), (61, 61, "RGB", 0)):
    name = "fit_%dx%d%s.%s" % (w, h, "_r%d" % resize if resize else "",
                               "pgm" if mode == "L" else "ppm")
    fit(big, w, h, mode, resize).save(name)

small = big.resize((29, 19))
small.save("colour.jpg", quality=80)
small.save("progressive.jpg", quality=90, progressive=True, subsampling=0)
small.convert("L").save("gray.jpg", quality=80)
small.convert("CMYK").save("cmyk.jpg")
exif = Image.Exif()
exif[0x112] = 6
small.save("turned.jpg", quality=80, exif=exif)
for name in "colour", "progressive", "gray", "turned":
    im = Image.open(name + ".jpg")
    im.save(name + (".pgm" if im.mode == "L" else ".ppm"))

small.quantize(11).save("palette.png", transparency=3)
Image.open("palette.png").convert("RGB").save("palette.ppm")
alpha = small.convert("RGBA")
alpha.putalpha(small.convert("L"))
alpha.save("alpha.png")
alpha.convert("RGB").save("alpha.ppm")
small.convert("1").save("bit.png")
small.convert("1").convert("L").save("bit.pgm")
