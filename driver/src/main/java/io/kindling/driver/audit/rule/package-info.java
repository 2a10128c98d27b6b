/** What the audit looks for, one rule a file. */
package io.kindling.driver.audit.rule;
