/** From the data's configuration to shards on the executors. */
package io.kindling.driver.spark.data;
