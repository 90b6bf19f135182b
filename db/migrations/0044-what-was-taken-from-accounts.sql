-- Also what was taken from an account is noted outside the database: a role that somebody has no longer, and what was lost by whoever had to begin again. A
-- restore from before gives nobody their old role back, and nobody who found a telephone its codes.
grant select on gt.account_change, gt.recovery to gt_sealer;
create index recovery_confirmed on gt.recovery (partnership_id, account_id, confirmed_at) where confirmed_at is not null;

create or replace function gt.revocations(p uuid, low xid8) returns table (key text, value jsonb)
  language plpgsql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD' set plan_cache_mode = force_custom_plan
  as $$
  begin
    return query select w.key, w.value from (
      select 'account/' || a.account_id as key, 'true'::jsonb as value, null::xid8 as xid from gt.account a where a.partnership_id = p and not a.active
      union all
      select 'role/' || a.account_id, to_jsonb(a.role), null from gt.account a where a.partnership_id = p
        and exists (select from gt.account_change c where c.partnership_id = p and c.account_id = a.account_id and c.what = 'changed' and c.role_before <> c.role_after)
      union all
      select 'lost/' || r.account_id, to_jsonb((array_agg(r.recovery_id order by r.confirmed_at desc))[1]), null
        from gt.recovery r where r.partnership_id = p and r.confirmed_at is not null group by r.account_id
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
