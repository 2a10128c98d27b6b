/**
 * {@code report.html}: a run on one page, from the files of its directory; several runs side by side; and the same page while
 * training goes on.
 */
package io.kindling.driver.report.html;
