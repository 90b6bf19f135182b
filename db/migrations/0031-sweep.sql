-- A number is changed, a rule is rewritten or a holiday proclaimed: what was derived by the old ones is made again, thread by thread, in the background.

-- A thread is stamped with the version of the rules only where all of it was made again. The others of a household have had what the household's rules
-- say made again and nothing else: they keep the version they have, so that a sweep still finds them.
drop function gt.save_derived(uuid, uuid[], jsonb, jsonb, text);
create function gt.save_derived(p uuid, ids uuid[], gone jsonb, made jsonb, whole uuid[], rules text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.must_hold(p, ids || whole);
    if exists (select from jsonb_each(made) t, jsonb_array_elements(t.value) r
               where (r.value ->> 'partnership_id')::uuid is distinct from p or not (r.value ->> 'subject_id')::uuid = any (ids)) then
      raise exception 'a derived row belongs to a thread that is not held' using errcode = 'GT403';
    end if;
    delete from gt.finding f using jsonb_to_recordset(gone -> 'finding') as g(subject_id uuid, rule text, key text)
      where f.partnership_id = p and f.subject_id = any (ids) and f.subject_id = g.subject_id and f.rule = g.rule and f.key = g.key;
    delete from gt.reach d using jsonb_to_recordset(gone -> 'reach') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.involvement d using jsonb_to_recordset(gone -> 'involvement') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person d using jsonb_to_recordset(gone -> 'person') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.person_key d using jsonb_to_recordset(gone -> 'person_key') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.stay d using jsonb_to_recordset(gone -> 'stay') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.relationship d using jsonb_to_recordset(gone -> 'relationship') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    delete from gt.episode d using jsonb_to_recordset(gone -> 'episode') as g(subject_id uuid, key text)
      where d.partnership_id = p and d.subject_id = any (ids) and d.subject_id = g.subject_id and d.key = g.key;
    insert into gt.finding select * from jsonb_populate_recordset(null::gt.finding, made -> 'finding');
    insert into gt.reach select * from jsonb_populate_recordset(null::gt.reach, made -> 'reach');
    insert into gt.involvement select * from jsonb_populate_recordset(null::gt.involvement, made -> 'involvement');
    insert into gt.person select * from jsonb_populate_recordset(null::gt.person, made -> 'person');
    insert into gt.person_key select * from jsonb_populate_recordset(null::gt.person_key, made -> 'person_key');
    insert into gt.stay select * from jsonb_populate_recordset(null::gt.stay, made -> 'stay');
    insert into gt.relationship select * from jsonb_populate_recordset(null::gt.relationship, made -> 'relationship');
    insert into gt.episode select * from jsonb_populate_recordset(null::gt.episode, made -> 'episode');
    update gt.subject set rules_version = rules where partnership_id = p and subject_id = any (whole) and rules_version is distinct from rules;
  end $$;
alter function gt.save_derived(uuid, uuid[], jsonb, jsonb, uuid[], text) owner to gt_deriver;
revoke all on function gt.save_derived(uuid, uuid[], jsonb, jsonb, uuid[], text) from public;
grant execute on function gt.save_derived(uuid, uuid[], jsonb, jsonb, uuid[], text) to gt_app, gt_worker, gt_import;

-- Some threads whose derived rows were made by other rules, numbers or holidays than these. Two ranges of the index, since "other than" is none.
create function gt.threads_of_other_rules(p uuid, rules text, most integer) returns table (subject_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    (select s.subject_id from gt.subject s where s.partnership_id = p and s.rules_version < rules limit most)
    union all
    (select s.subject_id from gt.subject s where s.partnership_id = p and s.rules_version > rules limit most)
    limit most
  $$;
alter function gt.threads_of_other_rules(uuid, text, integer) owner to gt_deriver;
revoke all on function gt.threads_of_other_rules(uuid, text, integer) from public;
grant execute on function gt.threads_of_other_rules(uuid, text, integer) to gt_worker, gt_import;

-- Is all of a partnership made with these rules? A page may ask that; which threads are not is nobody's business there.
create function gt.made_with_rules(p uuid, rules text) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select not exists (select from gt.subject s where s.partnership_id = p and s.rules_version < rules)
      and not exists (select from gt.subject s where s.partnership_id = p and s.rules_version > rules)
  $$;
alter function gt.made_with_rules(uuid, text) owner to gt_deriver;
revoke all on function gt.made_with_rules(uuid, text) from public;
grant execute on function gt.made_with_rules(uuid, text) to gt_app;
