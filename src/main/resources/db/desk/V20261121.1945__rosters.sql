-- An office must be able to say who is called, at any hour: standing holders, and turns over them.
CREATE TABLE roster_standing (
  office TEXT NOT NULL,
  post   TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (office, post)
);

CREATE TABLE roster_shift (
  office   TEXT NOT NULL,
  post     TEXT NOT NULL,
  person   TEXT NOT NULL,
  begins   TEXT NOT NULL,
  ends     TEXT NOT NULL,
  PRIMARY KEY (office, post, person, begins, ends)
);
