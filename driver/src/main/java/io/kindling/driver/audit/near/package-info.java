/** Hashes that are equal for what is alike. */
package io.kindling.driver.audit.near;
