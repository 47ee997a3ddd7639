package db

// Page cuts rows that were read with one more than a page shows, and tells whether there was that one: then there is a next page.
func Page[T any](rows []T, limit int) (page []T, more bool) {
	if len(rows) > limit {
		return rows[:limit], true
	}
	return rows, false
}
