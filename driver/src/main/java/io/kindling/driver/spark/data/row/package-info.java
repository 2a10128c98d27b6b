/** Single rows: from Spark's cells to packed bytes. Runs on the executors. */
package io.kindling.driver.spark.data.row;
