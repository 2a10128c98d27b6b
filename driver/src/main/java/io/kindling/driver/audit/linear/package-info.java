/** Least squares from sums over rows, for quick models of the data. */
package io.kindling.driver.audit.linear;
