-- What took access away from somebody: read after each sealing and kept outside the database, so that a restore from an earlier backup gives nobody back what
-- they had lost since. Ids and dates alone: never a reason, never a word of a record.
grant select on gt.account, gt.team_member, gt.excluded, gt.closed_to_most, gt.named_only to gt_sealer;

-- As it stands: closed accounts, memberships that have ended, who is barred, which records are closed to all but whom. And of the entries that transactions
-- from `low` on have written, those that end or change an involvement, so that they can be told again.
create function gt.revocations(p uuid, low xid8) returns table (key text, value jsonb)
  language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' set plan_cache_mode = force_custom_plan
  as $$
  begin
    return query select w.key, w.value from (
      select 'account/' || a.account_id as key, 'true'::jsonb as value, null::xid8 as xid from gt.account a where a.partnership_id = p and not a.active
      union all
      select 'member/' || t.account_id || '/' || t.team_id || '/' || t.from_at, to_jsonb(t.until_at::text), null
        from gt.team_member t where t.partnership_id = p and t.until_at < 'infinity'
      union all
      select 'excluded/' || x.subject_id || '/' || x.account_id, 'true', null from gt.excluded x where x.partnership_id = p
      union all
      select 'closed/' || c.subject_id, coalesce((select jsonb_agg(n.account_id order by n.account_id) from gt.named_only n
          where n.partnership_id = p and n.subject_id = c.subject_id), '[]'), null from gt.closed_to_most c where c.partnership_id = p
      union all
      select 'entry/' || e.entry_id, jsonb_build_object('subject', e.subject_id, 'act', e.act_id, 'kind', e.kind, 'on', e.happened_on::text,
          'at', to_char(e.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'precision', e.precision, 'known', to_char(e.known_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'author', e.author_id, 'role', e.author_role, 'agency', e.agency_id,
          'agencyKind', e.agency_kind, 'audience', e.audience, 'answers', e.answers, 'corrects', e.corrects, 'withdraws', e.withdraws,
          'facts', coalesce((select q.facts from gt.entry_part q where q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'), '{}')),
          e.written_by
        from gt.entry e where e.partnership_id = p and e.written_by >= low
          and (e.kind = 'involvement-end' or (e.kind = 'involvement' and e.corrects is not null))) w
    order by w.xid nulls first, w.key;
  end $$;
alter function gt.revocations(uuid, xid8) owner to gt_sealer;
revoke all on function gt.revocations(uuid, xid8) from public;
grant execute on function gt.revocations(uuid, xid8) to gt_worker;
