/** Rows packed from Spark's batches of columns, without rows of Spark's in between. */
package io.kindling.driver.spark.data.batch;
