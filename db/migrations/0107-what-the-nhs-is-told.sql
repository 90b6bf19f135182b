-- Child protection information sharing with the NHS: which changes wait to be told, in whose name, and notices of attendances that come in. Neither keeps anything
-- of its own: what waits is a finding, what was told or came in is an entry.

-- In whose name the program writes on a child's record what follows from the child's plan: whoever leads for the child, else the team that manages, else the chair;
-- nobody where none of them is there. A reach is held by an account, or by a team it belongs to.
create function gt.cp_is_author(p uuid, child uuid, at timestamptz) returns uuid
  language sql stable security definer set search_path = ''
  as $$
    select a.account_id
      from gt.reach r
      join gt.account a on a.partnership_id = p and a.active
        and (a.account_id = r.holder_id or exists (select from gt.team_member m
          where m.partnership_id = p and m.account_id = a.account_id and m.team_id = r.holder_id
            and m.from_at <= cp_is_author.at and m.until_at > cp_is_author.at))
      where r.partnership_id = p and r.subject_id = child and r.from_at <= cp_is_author.at and r.until_at > cp_is_author.at
        and ((r.relation = 'lead' and a.role = 'social-worker') or (r.relation = 'manager' and a.role = 'team-manager')
          or (r.relation = 'chair' and a.role = 'conference-chair'))
      order by case r.relation when 'lead' then 0 when 'manager' then 1 else 2 end, a.account_id
      limit 1
  $$;
alter function gt.cp_is_author(uuid, uuid, timestamptz) owner to gt_announcer;
revoke all on function gt.cp_is_author(uuid, uuid, timestamptz) from public;

-- The changes that wait, longest waiting first, of children for whom there is somebody in whose name they are told.
create function gt.cp_is_waiting(most integer) returns table (partnership_id uuid, subject_id uuid, key text, name text, account_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select f.partnership_id, f.subject_id, f.key, f.name, w.author
      from gt.finding f
      cross join lateral (select gt.cp_is_author(f.partnership_id, f.subject_id, clock_timestamp()) as author) w
      where f.rule = 'cp-is-update' and f.layer = 'open' and f.from_at <= clock_timestamp() and f.until_at > clock_timestamp() and w.author is not null
      order by f.from_at, f.key limit most
  $$;
alter function gt.cp_is_waiting(integer) owner to gt_announcer;
revoke all on function gt.cp_is_waiting(integer) from public;
grant execute on function gt.cp_is_waiting(integer) to gt_worker;

-- The child that a notice is about, by NHS number and date of birth together, and in whose name the notice is written down. Nothing where no one child fits.
create function gt.cp_is_child(p uuid, nhs text, born date) returns table (subject_id uuid, account_id uuid)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    fits uuid[];
  begin
    select array_agg(distinct n.subject_id) into fits
      from gt.entry_part q
      join gt.entry e on e.partnership_id = p and e.entry_id = q.entry_id and e.kind = 'identifier' and not e.withdraws
      join gt.person n on n.partnership_id = p and n.subject_id = e.subject_id and n.born_on = cp_is_child.born
      where q.partnership_id = p and q.field_group = 'record' and q.facts ->> 'value' = nhs and q.facts ->> 'scheme' = 'nhs-number'
        and not exists (select from gt.entry c where c.partnership_id = p and c.corrects = coalesce(e.corrects, e.entry_id)
          and (c.known_at, c.entry_id) > (e.known_at, e.entry_id));
    if array_length(fits, 1) is distinct from 1 then return; end if;
    return query select fits[1], gt.cp_is_author(p, fits[1], clock_timestamp());
  end $$;
alter function gt.cp_is_child(uuid, text, date) owner to gt_deriver;
revoke all on function gt.cp_is_child(uuid, text, date) from public;
grant execute on function gt.cp_is_child(uuid, text, date) to gt_worker;
grant execute on function gt.cp_is_author(uuid, uuid, timestamptz) to gt_deriver;

-- A notice came in: it is written down by a job, asked for once however often the notice is sent before that.
create function gt.cp_is_notice(p uuid, notice jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform graphile_worker.add_job(
      identifier => 'cp-is-notice',
      payload => json_build_object('partnership', p, 'notice', notice),
      job_key => 'cp-is/' || p || '/' || (notice ->> 'notice'));
  end $$;
alter function gt.cp_is_notice(uuid, jsonb) owner to gt_jobs;
revoke all on function gt.cp_is_notice(uuid, jsonb) from public;
grant execute on function gt.cp_is_notice(uuid, jsonb) to gt_public;
