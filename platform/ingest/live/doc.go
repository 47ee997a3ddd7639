// Package live tells whoever watches what just arrived, over NATS, so that the watcher may be another process.
//
// It owns: the subject of a tenant and the JSON said on it:
//
//	{"type":"position","object":id,"at","lat","lon","speed","course","altitude","valid","heard_at","attributes":{…}}
//	{"type":"contact","object":id|null,"tracker":id,"at","outcome","protocol","port","detail":{…}}
//	{"type":"object","object":id}          read this object again
//
// It does not own: who may watch (api), or what was said before (the database): nothing is repeated, so a watcher reads
// the state first when it (re)connects.
//
// It never: lets one tenant's watcher hear another's subject, waits for a slow watcher (it drops), or tells of records
// that are withheld.
package live
