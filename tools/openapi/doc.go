// Command openapi writes the OpenAPI document of all areas, from which the web app's client is generated.
//
// It owns: nothing but the file; the routes own what it says. It never needs a database: a document is what routes are
// registered with, and no handler runs.
package main

//go:generate go run . ../../web/api.json
