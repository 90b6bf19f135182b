-- Word of children who are offered to another team goes the way of word about children passed on: it holds ids, never a name. `about`: of a new lead worker,
-- as before, or of an offer and its answer; `team_id`: the other team.
set role gt_owner;
alter table gt.notice
  add column about text not null default 'lead-worker' check (about in ('lead-worker', 'offered', 'taken-on', 'turned-down', 'taken-back')),
  add column team_id uuid,
  add foreign key (partnership_id, team_id) references gt.team;
create index on gt.notice (partnership_id, team_id);
reset role;
