/** The passes over the rows that an audit takes; each gathers sums on the executors and brings no rows to the driver. */
package io.kindling.driver.spark.audit;
