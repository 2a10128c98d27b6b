/**
 * ONNX, the format in which other runtimes take networks. A graph is made of operators of version 17, of June 2022, which
 * every runtime since then knows.
 */
package io.kindling.driver.exchange.onnx;
