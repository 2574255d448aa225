/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RESNET18_H
#define RESNET18_H

#include "model/net.h"

/*
 * A network of the shape of ResNet-18: 7x7 stem of stride 2, 3x3 maximum of stride 2,
 * eight blocks in four stages of 64, 128, 256 and 512 channels, projections by 1x1 layers, mean over the map,
 * 1000 raw results. Its weights are random and recognise nothing; constants are set
 * from one image, channel by channel, so that activations neither vanish nor saturate
 * for images like it.
 *
 * `side`: pixels of the square input, a power of two from 32 to 1024; `width`: channels
 * of the stem, 64 in the published network, the last stage having eight times as many.
 * `hwc`: the image, [side][side][3]. The caller frees.
 */
struct net *resnet18(int side, int width, const uint8_t *hwc, uint64_t seed);

#endif
