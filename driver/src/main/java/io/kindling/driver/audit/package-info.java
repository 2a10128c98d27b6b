/** Audits of data: figures of the rows, and rules that find in them what would spoil a training. Knows nothing of Spark. */
package io.kindling.driver.audit;
