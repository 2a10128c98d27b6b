/** Where rows come from: everything that Spark reads, and idx files. */
package io.kindling.driver.spark.data.source;
