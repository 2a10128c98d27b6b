/**
 * Random changes to the rows of a training step, so that no two epochs see quite the same rows. Each is a pure function of
 * seed, step, row and its place in the list: a repeated task repeats it to the bit.
 */
package io.kindling.kernels.augmentation;
