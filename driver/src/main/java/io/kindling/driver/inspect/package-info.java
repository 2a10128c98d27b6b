/** What a trained model does well and badly on labelled rows, for people to look at: {@code evaluation.json}. */
package io.kindling.driver.inspect;
