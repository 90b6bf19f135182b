-- What somebody looked for, kept for a day for them alone: an address names a search by its id, so that no name stands in a browser's history or a
-- proxy's log.
set role gt_owner;

create table gt.own_search (
  partnership_id uuid not null,
  account_id uuid not null,
  search_id uuid not null,
  words text not null check (length(words) between 1 and 200),
  asked_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, account_id, search_id),
  foreign key (partnership_id, account_id) references gt.account
);

grant select, delete on gt.own_search to gt_jobs;
reset role;

-- Searches asked before a moment are gone for good.
create function gt.forget_searches(before timestamptz) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    gone integer;
  begin
    delete from gt.own_search s where s.asked_at < before;
    get diagnostics gone = row_count;
    return gone;
  end $$;
alter function gt.forget_searches(timestamptz) owner to gt_jobs;
revoke all on function gt.forget_searches(timestamptz) from public;
grant execute on function gt.forget_searches(timestamptz) to gt_worker;
