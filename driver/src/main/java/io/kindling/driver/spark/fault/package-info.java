/** What may go wrong with Spark's jobs: limits to waiting, and one message for each failure. */
package io.kindling.driver.spark.fault;
