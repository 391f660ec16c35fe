-- What a data file looked like when Jieli's data version 1 made it. Never changed: such files exist.
PRAGMA application_id = 1246317641;
CREATE TABLE storeSchema (version INTEGER PRIMARY KEY, migratedAt TEXT NOT NULL) STRICT;
INSERT INTO storeSchema VALUES (1, '2026-01-01T00:00:00Z');
CREATE TABLE cases (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE INDEX cases_county_updatedAt ON cases (json_extract(doc, '$.county'), json_extract(doc, '$.updatedAt'), id);
CREATE UNIQUE INDEX cases_unique_createKey ON cases (json_extract(doc, '$.createKey')) WHERE json_extract(doc, '$.createKey') IS NOT NULL;
CREATE TABLE drafts (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
INSERT INTO cases VALUES ('c1', 2, '{"id":"c1","revision":2,"county":"云岭县","createKey":"k1","updatedAt":"2026-01-02T08:00:00+08:00"}');
INSERT INTO drafts VALUES ('district-plan', 1, '{"id":"district-plan","revision":1}');
