module github.com/liveryhq/livery/tools/basemap

go 1.26.0

require (
	github.com/liveryhq/livery v0.0.0-00010101000000-000000000000
	github.com/paulmach/orb v0.14.0
	github.com/paulmach/osm v0.8.0
	github.com/stretchr/testify v1.12.1
	golang.org/x/image v0.47.0
	golang.org/x/text v0.43.0
)

require (
	github.com/datadog/czlib v0.0.0-20160811164712-4bc9a24e37f2 // indirect
	github.com/gogo/protobuf v1.3.2 // indirect
	github.com/paulmach/protoscan v0.2.1 // indirect
	go.mongodb.org/mongo-driver/v2 v2.6.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	google.golang.org/protobuf v1.36.12 // indirect
)

replace github.com/liveryhq/livery => ../..
