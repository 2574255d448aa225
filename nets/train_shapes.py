#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train an embedded ResNet and write it as an integer network.

    imcfab images --split train --count 10000 -o train.bin
    imcfab images --split test --count 1000 -o test.bin
    nets/train_shapes.py train train.bin test.bin nets/resnet32_shapes_int.json
    nets/train_shapes.py test nets/resnet32_shapes_int.json test.bin

`train` writes NAME.json, NAME.bin and the logits of the first 16 test images as
*_expected.json and .bin. `test` needs numpy alone: it computes a network of the
same form (docs/formats.md) in integers and reports its top-1. `train` needs
PyTorch too (Debian: python3-torch). Threads: OMP_NUM_THREADS.
"""
import argparse
import hashlib
import json
import os
import sys
import time

import numpy as np

INPUT_STEP = 1 / 64             # of the int8 input: value = (pixel - 128) / 64
BATCH = 64
N_EXPECTED = 16


def read_images(path):
    """Labels [n] and pixels [n, 3, 32, 32] of a file of CIFAR-10 records."""
    record = np.fromfile(path, np.uint8).reshape(-1, 1 + 3 * 32 * 32)
    return record[:, 0].astype(np.int64), record[:, 1:].reshape(-1, 3, 32, 32)


def layer_list(blocks):
    """The layers in order, as the .json lists them; so many blocks a stage."""
    def row(name, source, output, stride, skip=None):
        r = {"name": name, "input": source, "output": output, "weight_bits": 8}
        return {**r, **({"skip": skip} if skip else {}), "stride": stride}

    layers = [row("conv1", "in", "conv1", 1)]
    last = "conv1"
    for stage in range(3):
        for block in range(blocks):
            b = f"layer{stage + 1}.{block}"
            stride = 2 if stage and not block else 1
            layers.append(row(f"{b}.conv1", last, f"{b}.conv1", stride))
            layers.append(row(f"{b}.conv2", f"{b}.conv1", f"{b}.out", 1, last))
            last = f"{b}.out"
    layers.append({"name": "pool", "op": "avg_pool", "input": last,
                   "output": "pool"})
    layers.append({"name": "linear", "input": "pool", "output": "logits",
                   "weight_bits": 8})
    return layers


def weighted(layers):
    """The layers that have weights."""
    return [layer for layer in layers if layer["name"] != "pool"]


# Integer evaluation, in numpy. Products and sums go through float64 matrix
# multiplication, which is exact here: every sum is below 2^53.

def conv_int(x, weight, stride):
    """Sums [n, c, h, w] of a 3x3 convolution of integers, one zero around."""
    n, c, h, w = x.shape
    p = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))).astype(np.float64)
    patches = [p[:, :, i:i + h:stride, j:j + w:stride]
               for i in range(3) for j in range(3)]
    ho, wo = patches[0].shape[2:]
    patches = np.stack(patches, 2).reshape(n, c * 9, ho * wo)
    flat = weight.reshape(weight.shape[0], -1).astype(np.float64)
    return np.matmul(flat, patches).reshape(n, -1, ho, wo).astype(np.int64)


def shortcut(x, shape):
    """Option A: every second pixel and row, zero channels before and behind."""
    if x.shape[1] == shape[1]:
        return x
    front = (shape[1] - x.shape[1]) // 2
    return np.pad(x[:, :, ::2, ::2], ((0, 0), (front, front), (0, 0), (0, 0)))


def requantise(t, shift):
    shift = shift.reshape(1, -1, 1, 1)
    half = (np.int64(1) << shift) >> 1
    return np.clip((t + half) >> shift, 0, 255)


def evaluate(layers, tensor, pixels):
    """Logits int32 [n, 10] of uint8 pixels [n, 3, 32, 32]."""
    per_channel = lambda name: tensor[name].astype(np.int64).reshape(1, -1, 1, 1)
    lut = tensor["input_lut"].astype(np.int64)
    value = {"in": np.stack([lut[c][pixels[:, c]] for c in range(3)], 1)}
    for layer in weighted(layers)[:-1]:
        name = layer["name"]
        acc = conv_int(value[layer["input"]], tensor[name + ".weight"],
                       layer["stride"]) + per_channel(name + ".bias")
        t = acc * per_channel(name + ".mult")
        if "skip" in layer:
            t += (shortcut(value[layer["skip"]], t.shape)
                  * per_channel(name + ".skip_mult"))
        value[layer["output"]] = requantise(t, tensor[name + ".shift"]
                                            .astype(np.int64))
    pool = (value[layers[-2]["input"]].sum((2, 3)) + 32) >> 6
    weight = tensor["linear.weight"].astype(np.int64)
    return (pool @ weight.T + tensor["linear.bias"]).astype(np.int32)


def evaluate_all(layers, tensor, pixels):
    return np.concatenate([evaluate(layers, tensor, pixels[i:i + 50])
                           for i in range(0, len(pixels), 50)])


def check_ranges(layers, tensor):
    """The promises of the format; the accumulators of any input at most."""
    largest = 0
    for layer in weighted(layers):
        name = layer["name"]
        weight = tensor[name + ".weight"].astype(np.int64)
        total = np.abs(weight).reshape(len(weight), -1).sum(1) * 255
        largest = max(largest, (total + np.abs(tensor[name + ".bias"]
                                               .astype(np.int64))).max())
        if name != "linear":
            mult, shift = tensor[name + ".mult"], tensor[name + ".shift"]
            assert mult.min() >= 0 and mult.max() <= 65535, name
            assert shift.min() >= 1 and shift.max() <= 47, name
    assert largest < 2 ** 31
    return int(largest)


# The .json + .bin form.

def write_plain(path, head, tensor):
    """Writes `tensor` (name to array) and, before its list, the keys of head."""
    data, rows = bytearray(), []
    for name, array in tensor.items():
        data += bytes(-len(data) % 4)
        raw = array.astype(array.dtype.newbyteorder("<")).tobytes()
        rows.append({"name": name, "dtype": array.dtype.name,
                     "shape": list(array.shape), "offset": len(data),
                     "bytes": len(raw)})
        data += raw
    bin_path = os.path.splitext(path)[0] + ".bin"
    head = {**head, "byte_order": "little",
            "bin_file": os.path.basename(bin_path), "bin_bytes": len(data),
            "bin_sha256": hashlib.sha256(data).hexdigest()}
    lines = [f" {json.dumps(k)}: {json.dumps(v)}," for k, v in head.items()]
    table = ",\n".join("  " + json.dumps(r) for r in rows)
    with open(bin_path, "wb") as f:
        f.write(data)
    with open(path, "w") as f:
        f.write("{\n" + "\n".join(lines) + '\n "tensors": [\n' + table
                + "\n ]\n}\n")


def read_plain(path):
    with open(path) as f:
        head = json.load(f)
    with open(os.path.join(os.path.dirname(path), head["bin_file"]), "rb") as f:
        data = f.read()
    assert hashlib.sha256(data).hexdigest() == head["bin_sha256"], path
    tensor = {}
    for t in head["tensors"]:
        count = int(np.prod(t["shape"]))
        dtype = np.dtype(t["dtype"]).newbyteorder("<")
        tensor[t["name"]] = np.frombuffer(
            data, dtype, count, t["offset"]).reshape(t["shape"])
    return head, tensor


# Training, in floating point.

def build_model(blocks, widths):
    import torch.nn as nn
    import torch.nn.functional as F

    class Block(nn.Module):
        def __init__(self, c_in, c_out, stride):
            super().__init__()
            self.conv1 = nn.Conv2d(c_in, c_out, 3, stride, 1, bias=False)
            self.bn1 = nn.BatchNorm2d(c_out)
            self.conv2 = nn.Conv2d(c_out, c_out, 3, 1, 1, bias=False)
            self.bn2 = nn.BatchNorm2d(c_out)
            self.front = (c_out - c_in) // 2

        def forward(self, x):
            y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
            if self.front:
                x = F.pad(x[:, :, ::2, ::2],
                          (0, 0, 0, 0, self.front, self.front))
            return F.relu(y + x)

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv1 = nn.Conv2d(3, widths[0], 3, 1, 1, bias=False)
            self.bn1 = nn.BatchNorm2d(widths[0])
            c_in = widths[0]
            for stage, c in enumerate(widths):
                first = Block(c_in, c, 2 if stage else 1)
                rest = [Block(c, c, 1) for _ in range(blocks - 1)]
                setattr(self, f"layer{stage + 1}", nn.Sequential(first, *rest))
                c_in = c
            self.linear = nn.Linear(c_in, 10)
            for m in self.modules():
                if isinstance(m, nn.Conv2d):
                    nn.init.kaiming_normal_(m.weight)

        def forward(self, x):
            x = F.relu(self.bn1(self.conv1(x)))
            x = self.layer3(self.layer2(self.layer1(x)))
            return self.linear(x.mean((2, 3)))

    return Net()


def to_input(pixels):
    import torch
    return (torch.from_numpy(pixels).float() - 128) * INPUT_STEP


def count_float(model, labels, pixels):
    import torch
    model.eval()
    with torch.no_grad():
        top = [model(to_input(pixels[i:i + 100])).argmax(1).numpy()
               for i in range(0, len(pixels), 100)]
    return int((np.concatenate(top) == labels).sum())


def train(labels, pixels, a):
    import torch
    torch.manual_seed(a.seed)
    model = build_model(a.blocks, a.widths).to(memory_format=torch.channels_last)
    optimiser = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9,
                                nesterov=True, weight_decay=5e-4)
    n_batches = len(labels) // BATCH
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, max_lr=0.1, total_steps=a.epochs * n_batches, pct_start=0.3)
    x, y = to_input(pixels), torch.from_numpy(labels)
    start = time.monotonic()
    for epoch in range(a.epochs):
        model.train()
        order, loss_sum, correct = torch.randperm(len(y)), 0.0, 0
        for i in range(n_batches):
            pick = order[i * BATCH:(i + 1) * BATCH]
            out = model(x[pick].contiguous(memory_format=torch.channels_last))
            loss = torch.nn.functional.cross_entropy(out, y[pick])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            loss_sum += loss.item()
            correct += (out.argmax(1) == y[pick]).sum().item()
        print(f"epoch {epoch + 1}/{a.epochs}: loss {loss_sum / n_batches:.4f}, "
              f"top-1 while training {100 * correct / (n_batches * BATCH):.2f} %,"
              f" {time.monotonic() - start:.0f} s", flush=True)
    return model


# From floating point to integers.

def fold(model, layers):
    """Weight and bias of each layer, float64, batch normalisation inside."""
    state = {k: v.double().numpy() for k, v in model.state_dict().items()}
    folded = {"linear": (state["linear.weight"], state["linear.bias"])}
    for layer in weighted(layers)[:-1]:
        name = layer["name"]
        head, _, conv = name.rpartition(".")
        bn = (head + "." if head else "") + conv.replace("conv", "bn")
        gain = state[bn + ".weight"] / np.sqrt(state[bn + ".running_var"] + 1e-5)
        folded[name] = (
            state[name + ".weight"] * gain[:, None, None, None],
            state[bn + ".bias"] - state[bn + ".running_mean"] * gain)
    return folded


def measure_steps(folded, layers, pixels):
    """Step of each activation: its largest value over `pixels` is 255 steps."""
    import torch
    import torch.nn.functional as F
    value, step = {"in": to_input(pixels)}, {"in": INPUT_STEP}
    for layer in weighted(layers)[:-1]:
        weight, bias = (torch.from_numpy(a).float()
                        for a in folded[layer["name"]])
        y = F.conv2d(value[layer["input"]], weight, bias, layer["stride"], 1)
        if "skip" in layer:
            y += torch.from_numpy(
                shortcut(value[layer["skip"]].numpy(), y.shape))
        value[layer["output"]] = F.relu(y)
        step[layer["output"]] = F.relu(y).max().item() / 255
    step["pool"] = step[layers[-2]["input"]]
    return step


def quantise(folded, layers, step):
    """The integer tensors. Weights have one step an output channel; a channel
    with hardly any weight gets no finer step than 1/1000 of the coarsest."""
    grey = np.arange(256) - 128
    tensor = {"input_lut": np.stack([grey] * 3).astype(np.int8)}
    for layer in weighted(layers):
        name = layer["name"]
        weight, bias = folded[name]
        flat = weight.reshape(len(weight), -1)
        w_step = np.abs(flat).max(1) / 127
        w_step = np.maximum(w_step, w_step.max() / 1000)
        if name == "linear":    # logits of all classes are in the same step
            w_step[:] = w_step.max()
        acc_step = step[layer["input"]] * w_step
        q = np.rint(flat / w_step[:, None]).reshape(weight.shape)
        tensor[name + ".weight"] = q.astype(np.int8)
        tensor[name + ".bias"] = np.rint(bias / acc_step).astype(np.int32)
        if name == "linear":
            break
        # acc_step / step = mult / 2^shift with a mult of 15 bits, and
        # skip_mult below 2^30.
        ratio = acc_step / step[layer["output"]]
        shift = 15 - np.ceil(np.log2(ratio * (1 + 2 ** -15)))
        skip_ratio = 0.0
        if "skip" in layer:
            skip_ratio = step[layer["skip"]] / step[layer["output"]]
            shift = np.minimum(shift, 29 - np.ceil(np.log2(skip_ratio)))
        shift = np.clip(shift, 1, 28)
        tensor[name + ".mult"] = np.rint(ratio * 2 ** shift).astype(np.int32)
        tensor[name + ".shift"] = shift.astype(np.int32)
        if "skip" in layer:
            tensor[name + ".skip_mult"] = np.rint(
                skip_ratio * 2 ** shift).astype(np.int32)
    return tensor


def command_train(a):
    layers = layer_list(a.blocks)
    labels, pixels = read_images(a.train_images)
    test_labels, test_pixels = read_images(a.test_images)
    model = train(labels, pixels, a)
    n_float = count_float(model, test_labels, test_pixels)
    folded = fold(model, layers)
    step = measure_steps(folded, layers, pixels[:512])
    tensor = quantise(folded, layers, step)
    largest = check_ranges(layers, tensor)
    logits = evaluate_all(layers, tensor, test_pixels)
    n_int = int((logits.argmax(1) == test_labels).sum())
    n = len(test_labels)
    write_plain(a.net, {
        "model": f"ResNet-{6 * a.blocks + 2}", "derived_from": "nets/train_shapes.py",
        "weight_bits": 8, "activation_bits": 8,
        "requant": "per channel: out = clamp((acc*mult + skip*skip_mult"
                   " + (1<<(shift-1))) >> shift, 0, 255)",
        "test_images": n, "correct_float": n_float, "correct_int": n_int,
        "activation_scales": step, "layers": layers}, tensor)
    write_plain(a.net.replace("_int.json", "_expected.json"), {
        "model": os.path.splitext(os.path.basename(a.net))[0],
        "images": f"imcfab images --split test, images 0..{N_EXPECTED - 1}",
        "note": "integer exact"},
        {f"logits_{N_EXPECTED}": logits[:N_EXPECTED]})
    print(f"float32: {n_float} of {n} right; integer: {n_int} of {n}; "
          f"accumulators of any input at most {largest}")
    return 0 if n_int >= 0.95 * n else 1


def command_test(a):
    head, tensor = read_plain(a.net)
    labels, pixels = read_images(a.images)
    layers, n = head["layers"], len(labels)
    largest = check_ranges(layers, tensor)
    logits = evaluate_all(layers, tensor, pixels)
    correct = int((logits.argmax(1) == labels).sum())
    print(f"integer: {correct} of {n} right ({100 * correct / n:.2f} %); "
          f"accumulators of any input at most {largest}")
    if not a.expected:
        return 0
    _, expected = read_plain(a.expected)
    name, want = next((k, v) for k, v in expected.items()
                      if k.startswith("logits"))
    same = int((logits[:len(want)] == want[:n]).all(1).sum())
    print(f"{name}: {same} of {min(n, len(want))} images equal")
    return 0 if same == min(n, len(want)) else 1


def main():
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    sub = p.add_subparsers(dest="command", required=True)
    t = sub.add_parser("train", help="train, quantise, write, measure")
    t.add_argument("train_images")
    t.add_argument("test_images")
    t.add_argument("net", help="NAME_int.json, to be written")
    t.add_argument("--epochs", type=int, default=8)
    t.add_argument("--seed", type=int, default=1)
    t.add_argument("--blocks", type=int, default=5,
                   help="blocks a stage, n; 6 n + 2 layers")
    t.add_argument("--widths", type=int, nargs=3, default=(16, 32, 64),
                   help="channels of the stages")
    t.set_defaults(run=command_train)
    t = sub.add_parser("test", help="top-1 of a written network, in integers")
    t.add_argument("net")
    t.add_argument("images")
    t.add_argument("--expected", help=".json with logits to compare")
    t.set_defaults(run=command_test)
    a = p.parse_args()
    if a.command == "train" and not a.net.endswith("_int.json"):
        p.error(f"{a.net}: the name must end in _int.json")
    return a.run(a)


if __name__ == "__main__":
    sys.exit(main())
