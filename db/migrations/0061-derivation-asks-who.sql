-- Derivation's door opens for somebody: a statement slipped into a connection on which nobody is asking holds no thread, and so reads none. History is
-- brought in by a role of its own, without an account.
create or replace function gt.hold_threads(p uuid, ids uuid[], written uuid[]) returns timestamptz
  language plpgsql security definer set search_path = ''
  as $$
  declare
    stamp timestamptz;
    held integer;
  begin
    if session_user <> 'gt_import' and not exists (select from gt.me() m where m.partnership_id = p) then
      raise exception 'threads are held for somebody' using errcode = 'GT403';
    end if;
    perform 1 from gt.subject where partnership_id = p and subject_id = any (ids) order by subject_id for no key update;
    get diagnostics held = row_count;
    if held <> cardinality(ids) then raise exception 'a thread to be held does not exist' using errcode = 'GT404'; end if;
    select greatest(clock_timestamp(), max(known_at) + interval '1 microsecond') into stamp
      from gt.subject where partnership_id = p and subject_id = any (ids);
    update gt.subject set locked_by = pg_current_xact_id(),
        known_at = case when subject_id = any (written) then stamp else known_at end,
        version = case when subject_id = any (written) then version + 1 else version end
      where partnership_id = p and subject_id = any (ids);
    return stamp;
  end $$;
