-- History is brought in with the moments at which it became known then. The head of a thread then stands at the latest of them, and never earlier than
-- it stood; nothing is known that has not happened yet. Only for the role that brings history in: what is told today is stamped by hold_threads.
create function gt.history_known(p uuid, heads jsonb) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, coalesce((select array_agg(h.subject_id) from jsonb_to_recordset(heads) as h(subject_id uuid)), '{}'));
    if exists (select from jsonb_to_recordset(heads) as h(known_at timestamptz) where h.known_at > clock_timestamp()) then
      raise exception 'history cannot become known in the future' using errcode = 'GT422';
    end if;
    update gt.subject s set known_at = greatest(s.known_at, h.known_at), version = s.version + 1
      from jsonb_to_recordset(heads) as h(subject_id uuid, known_at timestamptz) where s.partnership_id = p and s.subject_id = h.subject_id;
  end $$;
alter function gt.history_known(uuid, jsonb) owner to gt_deriver;
revoke all on function gt.history_known(uuid, jsonb) from public;
grant execute on function gt.history_known(uuid, jsonb) to gt_import;
