package config

import "fmt"

// FieldsAreUnique tells whether an error that names a field can be traced to one variable.
func FieldsAreUnique() error {
	fields := map[string]string{}
	for _, variable := range Variables() {
		if other := fields[variable.field]; other != "" {
			return fmt.Errorf("%s and %s are both fields named %s", other, variable.Name, variable.field)
		}
		fields[variable.field] = variable.Name
	}
	return nil
}
