/**
 * Settings from YAML: a text becomes a tree that knows its lines, the tree becomes records, and all that is wrong is
 * said at once. It knows no setting by name: the records and the registries of names are given to it.
 */
package io.kindling.driver.config.binding;
