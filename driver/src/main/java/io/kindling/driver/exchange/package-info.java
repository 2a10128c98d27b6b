/** Models that leave for other tools, and weights that come in from them. */
package io.kindling.driver.exchange;
