/** Spark ML's feature stages, by name. */
package io.kindling.driver.spark.data.transform;
