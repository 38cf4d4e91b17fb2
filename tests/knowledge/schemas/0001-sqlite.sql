CREATE TABLE servers (
  server_id BIGINT NOT NULL,
  settings TEXT NOT NULL,
  left_at FLOAT,
  PRIMARY KEY (server_id)
);
CREATE TABLE answers (
  id VARCHAR(16) NOT NULL,
  at FLOAT NOT NULL,
  server_id BIGINT,
  channel_id BIGINT NOT NULL,
  asker VARCHAR(32) NOT NULL,
  author VARCHAR(32) NOT NULL,
  "before" TEXT NOT NULL,
  text TEXT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  entry VARCHAR(200) NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX answers_asker ON answers (asker);
CREATE INDEX answers_author ON answers (author);
CREATE INDEX answers_at ON answers (at);
CREATE TABLE questions (
  id INTEGER NOT NULL,
  at FLOAT NOT NULL,
  server_id BIGINT,
  asker VARCHAR(32) NOT NULL,
  text TEXT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  entry VARCHAR(200) NOT NULL,
  topics VARCHAR(400) NOT NULL,
  confidence FLOAT NOT NULL,
  PRIMARY KEY (id)
);
CREATE INDEX questions_asker ON questions (asker);
CREATE INDEX questions_at ON questions (at);
CREATE TABLE conversations (
  person VARCHAR(32) NOT NULL,
  channel_id BIGINT NOT NULL,
  at FLOAT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (person, channel_id)
);
CREATE INDEX conversations_at ON conversations (at);
CREATE TABLE marks (
  "key" VARCHAR(120) NOT NULL,
  value TEXT NOT NULL,
  at FLOAT NOT NULL,
  PRIMARY KEY ("key")
);
CREATE TABLE feedback (
  answer_id VARCHAR(16) NOT NULL,
  person VARCHAR(32) NOT NULL,
  at FLOAT NOT NULL,
  helpful BOOLEAN NOT NULL,
  missing TEXT NOT NULL,
  PRIMARY KEY (answer_id, person),
  FOREIGN KEY(answer_id) REFERENCES answers (id) ON DELETE CASCADE
);
CREATE INDEX feedback_person ON feedback (person);

INSERT INTO servers VALUES (7, '{"server_id": 7, "country": "GB"}', NULL), (1234567890123456789, '{"server_id": 1234567890123456789}', 1700000000.25);
INSERT INTO answers VALUES ('0123456789ab', 1700000000.125, 7, 8, 'ada', 'bea', '{}', 'left lat smaller — “why”? 🙂', 'answer', 'lat-one-side-bigger');
INSERT INTO questions (at, server_id, asker, text, kind, entry, topics, confidence) VALUES
  (1700000000.125, 7, 'ada', 'left lat smaller', 'answer', 'lat-one-side-bigger', 'lr-lat', 0.9),
  (1700000001.5, NULL, '', '', 'urgent', '', 'red-flag', 0.0);
INSERT INTO feedback VALUES ('0123456789ab', 'bea', 1700000002.0, 0, 'weights');
INSERT INTO conversations VALUES ('ada', 8, 1700000000.125, '{"entry": "lat-one-side-bigger"}');
INSERT INTO marks VALUES ('salt', '00ff', 1700000000.0);
