package door

import "mime"

// File is an answer to be kept as a file.
type File struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Cache       string `header:"Cache-Control"`
	Body        []byte
}

// CSV makes a file of a table in UTF-8.
func CSV(name string, content []byte) *File {
	return &File{ContentType: "text/csv; charset=utf-8", Disposition: mime.FormatMediaType("attachment", map[string]string{"filename": name}),
		Cache: "no-store", Body: content}
}
