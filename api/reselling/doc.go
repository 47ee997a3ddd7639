// Package reselling is the doors of those who have customers: resellers and the platform.
//
// It owns: what of the tenants below is shown to whoever stands above them, page by page. It never shows where an object
// is: that takes acting in.
package reselling
