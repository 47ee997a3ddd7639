package door

import (
	"encoding/json"
	"mime"
)

// File is an answer to be kept as a file.
type File struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Cache       string `header:"Cache-Control"`
	Body        []byte
}

// Kept answers with a file of any kind, unless there was an error.
func Kept(name, contentType string, content []byte, err error) (*File, error) {
	if err != nil {
		return nil, err
	}
	return file("attachment", name, contentType, content), nil
}

// JSON makes a file of what is kept of somebody, to be read by people too.
func JSON(name string, kept any) (*File, error) {
	content, err := json.MarshalIndent(kept, "", "  ")
	return Kept(name, "application/json", content, err)
}

// PDF answers with a paper that browsers show, unless there was an error.
func PDF(name string, content []byte, err error) (*File, error) {
	if err != nil {
		return nil, err
	}
	return file("inline", name, "application/pdf", content), nil
}

// CSV makes a file of a table in UTF-8.
func CSV(name string, content []byte) *File {
	return file("attachment", name, "text/csv; charset=utf-8", content)
}

func file(disposition, name, contentType string, content []byte) *File {
	return &File{ContentType: contentType, Disposition: mime.FormatMediaType(disposition, map[string]string{"filename": name}), Cache: "no-store", Body: content}
}
