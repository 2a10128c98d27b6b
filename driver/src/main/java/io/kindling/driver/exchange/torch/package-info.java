/** PyTorch's names for weights, in safetensors files. */
package io.kindling.driver.exchange.torch;
