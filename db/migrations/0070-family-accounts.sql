-- Accounts of parents, carers and young people: made face to face by whoever leads for the child, tied to one person on record, and shown nothing but what was
-- shared with them, one thing at a time. They stand in no relation to any record: no policy opens a row to them. All of it goes through the functions below.
set role gt_owner;
create table gt.family_account (
  partnership_id uuid not null,
  account_id uuid not null,
  person_id uuid not null,
  -- 'parent' or 'young-person'.
  sort text not null,
  -- Where they said that mail may come; null: nowhere.
  mail text,
  -- Nothing on a screen, in a title or in a mail names why.
  safe boolean not null default true,
  known_how text not null,
  invited_by uuid not null,
  invited_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_as text,
  ended_why text,
  primary key (partnership_id, account_id),
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, person_id) references gt.subject (partnership_id, subject_id),
  foreign key (partnership_id, invited_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, ended_by) references gt.account (partnership_id, account_id)
);
create unique index family_account_of_person on gt.family_account (partnership_id, person_id) where ended_at is null;
create index on gt.family_account (partnership_id, person_id);
create index on gt.family_account (partnership_id, invited_by);
create index on gt.family_account (partnership_id, ended_by) where ended_by is not null;

-- For which child: a parent of two has two. `basis`: parental responsibility, caring for the child, or being the child.
create table gt.family_link (
  partnership_id uuid not null,
  link_id uuid not null default gen_random_uuid(),
  account_id uuid not null,
  subject_id uuid not null,
  -- 'responsibility', 'carer' or 'self'.
  basis text not null,
  linked_by uuid not null,
  linked_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  ended_as text,
  primary key (partnership_id, link_id),
  foreign key (partnership_id, account_id) references gt.family_account,
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, linked_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, ended_by) references gt.account (partnership_id, account_id)
);
create unique index family_link_standing on gt.family_link (partnership_id, account_id, subject_id) where ended_at is null;
create index on gt.family_link (partnership_id, account_id);
create index on gt.family_link (partnership_id, subject_id);
create index on gt.family_link (partnership_id, linked_by);
create index on gt.family_link (partnership_id, ended_by) where ended_by is not null;

-- One thing that was shared with one person, in exactly the words they read.
create table gt.family_item (
  partnership_id uuid not null,
  item_id uuid not null,
  account_id uuid not null,
  subject_id uuid not null,
  -- 'entry', 'plan', 'date', 'decision' or 'answer'.
  sort text not null,
  -- The first version of the entry whose words these are; null where they were written for the family.
  from_entry uuid,
  title text not null check (length(title) between 1 and 200),
  words text not null check (length(words) between 1 and 20000),
  on_day date,
  at_time text,
  place text,
  -- What the child's own thread says of it.
  told_entry uuid not null,
  shared_by uuid not null,
  shared_at timestamptz not null,
  read_at timestamptz,
  taken_back_at timestamptz,
  taken_back_by uuid,
  taken_back_why text,
  primary key (partnership_id, item_id),
  foreign key (partnership_id, account_id) references gt.family_account,
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, shared_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, taken_back_by) references gt.account (partnership_id, account_id)
);
create index on gt.family_item (partnership_id, account_id, shared_at);
create index on gt.family_item (partnership_id, subject_id, shared_at);
create index on gt.family_item (partnership_id, shared_by);
create index on gt.family_item (partnership_id, taken_back_by) where taken_back_by is not null;
grant select, insert, update on gt.family_account, gt.family_link to gt_deriver;
grant select, insert, update, delete on gt.family_item to gt_deriver;
reset role;

-- May the asker do this about this child's family accounts: in a relation that the matrix lets, and never where the record is shut to them.
create function gt.family_may(p uuid, child uuid, what text) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    return who.account_id is not null and gt.lets_in(p, child, who.account_id)
      and exists (select from gt.person n where n.partnership_id = p and n.subject_id = child and n.is_a = 'child')
      and exists (select from gt.reach r where r.partnership_id = p and r.subject_id = child and r.holder_id = any (who.holders)
        and r.from_at <= who.at and r.until_at > who.at and (r.relation || '/' || what) = any (who.grants));
  end $$;

-- Does what the account rests on still hold: parental responsibility, or being the child's parent or carer? A young person's own account rests on nothing else.
create function gt.family_basis_stands(p uuid, child uuid, person uuid, basis text) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return basis = 'self' or exists (select from gt.relationship l
      where l.partnership_id = p and l.subject_id = any (gt.one_record(p, array[person])) and l.to_id = any (gt.one_record(p, array[child]))
        and l.from_at <= clock_timestamp() and l.until_at > clock_timestamp()
        and (l.parental_responsibility or (basis = 'carer' and l.as_what in ('mother', 'father', 'parent', 'step-parent', 'carer'))));
  end $$;

-- The child for whom this account stands now: not ended, the record not shut to it, and its basis still there.
create function gt.family_stands(p uuid, account uuid, child uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return exists (select from gt.family_link l join gt.family_account f on f.partnership_id = p and f.account_id = l.account_id and f.ended_at is null
      where l.partnership_id = p and l.account_id = account and l.subject_id = child and l.ended_at is null
        and gt.lets_in(p, child, account) and gt.family_basis_stands(p, child, f.person_id, l.basis));
  end $$;

-- Who of a child's family on record may be given an account: whoever has parental responsibility or cares for the child, and the child, when old enough.
create function gt.family_on_record(p uuid, child uuid, years integer) returns table (person_id uuid, name text, as_what text, basis text, has_account boolean)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    records uuid[];
  begin
    if not gt.family_may(p, child, 'family-invite') then return; end if;
    records := gt.one_record(p, array[child]);
    return query
      select c.id, c.name, c.as_what, c.basis,
        exists (select from gt.family_link l join gt.family_account f on f.partnership_id = p and f.account_id = l.account_id and f.ended_at is null
          where l.partnership_id = p and l.subject_id = child and l.ended_at is null and f.person_id = c.id)
      from (
        select distinct on (l.subject_id) l.subject_id as id, trim(n.given || ' ' || n.family) as name, l.as_what,
          case when l.parental_responsibility then 'responsibility' else 'carer' end as basis
        from gt.relationship l join gt.person n on n.partnership_id = p and n.subject_id = l.subject_id and n.is_a = 'adult'
        where l.partnership_id = p and l.to_id = any (records) and l.from_at <= clock_timestamp() and l.until_at > clock_timestamp()
          and (l.parental_responsibility or l.as_what in ('mother', 'father', 'parent', 'step-parent', 'carer'))
        order by l.subject_id, l.parental_responsibility desc nulls last) c
      union all
      select n.subject_id, trim(n.given || ' ' || n.family), 'self', 'self',
        exists (select from gt.family_account f where f.partnership_id = p and f.person_id = child and f.ended_at is null)
      from gt.person n where n.partnership_id = p and n.subject_id = child and n.born_on <= (clock_timestamp() at time zone 'Europe/London')::date - make_interval(years => years);
  end $$;

-- The agency that families' accounts stand under: it works with nobody.
create function gt.family_agency(p uuid) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    its uuid;
  begin
    perform pg_advisory_xact_lock(hashtextextended('family agency ' || p, 0));
    select g.agency_id into its from gt.agency g where g.partnership_id = p and g.kind = 'public' and g.name = 'Families' order by g.agency_id limit 1;
    if its is null then
      its := gen_random_uuid();
      insert into gt.agency (partnership_id, agency_id, kind, name) values (p, its, 'public', 'Families');
    end if;
    return its;
  end $$;

-- The public is another agency than the families: what the public sends is not said by them.
create or replace function gt.intake_author(p uuid) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    author uuid;
    its_agency uuid;
  begin
    perform pg_advisory_xact_lock(hashtextextended('intake author ' || p, 0));
    select a.account_id into author from gt.account a
      where a.partnership_id = p and a.role = 'member-of-the-public' and a.active order by a.account_id limit 1;
    if author is not null then return author; end if;
    select g.agency_id into its_agency from gt.agency g where g.partnership_id = p and g.kind = 'public' and g.name <> 'Families' order by g.agency_id limit 1;
    if its_agency is null then
      its_agency := gen_random_uuid();
      insert into gt.agency (partnership_id, agency_id, kind, name) values (p, its_agency, 'public', 'The public');
    end if;
    author := gen_random_uuid();
    insert into gt.account (partnership_id, account_id, agency_id, name, email, role)
      values (p, author, its_agency, 'A member of the public', 'the public', 'member-of-the-public');
    return author;
  end $$;

-- The account itself, and the code by which it is begun. False where the name to sign in with is taken.
create function gt.family_account_opened(p uuid, a uuid, agency uuid, called text, sign_in text, as_role text, link bytea, secret text, lasts interval) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    insert into gt.account (partnership_id, account_id, agency_id, name, email, role) values (p, a, agency, called, sign_in, as_role) on conflict do nothing;
    if not found then return false; end if;
    insert into gt.account_life (partnership_id, account_id) values (p, a);
    perform gt.note_change(p, a, 'invited', null, as_role);
    insert into gt.account_link (partnership_id, link_hash, account_id, otp_secret, ends_at) values (p, link, a, secret, clock_timestamp() + lasts);
    return true;
  end $$;

-- A new code: everything of before is worth nothing from now on.
create function gt.family_account_again(p uuid, a uuid, link bytea, secret text, lasts interval) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.credential c where c.partnership_id = p and c.account_id = a;
    delete from gt.passkey k where k.partnership_id = p and k.account_id = a;
    delete from gt.account_link l where l.partnership_id = p and l.account_id = a;
    perform gt.end_sessions_of(p, a);
    update gt.account x set active = true where x.partnership_id = p and x.account_id = a and not x.active;
    update gt.account_life l set since = clock_timestamp(), dormant_at = null where l.partnership_id = p and l.account_id = a;
    perform gt.note_change(p, a, 'link', null, null);
    insert into gt.account_link (partnership_id, link_hash, account_id, otp_secret, ends_at) values (p, link, a, secret, clock_timestamp() + lasts);
  end $$;

-- The account is off: its very next request is refused.
create function gt.family_account_shut(p uuid, a uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.account x set active = false where x.partnership_id = p and x.account_id = a and x.active;
    perform gt.end_sessions_of(p, a);
    delete from gt.credential c where c.partnership_id = p and c.account_id = a;
    delete from gt.passkey k where k.partnership_id = p and k.account_id = a;
    delete from gt.account_link l where l.partnership_id = p and l.account_id = a;
    perform gt.note_change(p, a, 'left', null, null);
  end $$;

-- How far an account is: what it signs in with, whether it was begun, when it was last used.
create function gt.family_account_stands(p uuid, a uuid) returns table (sign_in text, begun boolean, used_at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select x.email, exists (select from gt.credential c where c.partnership_id = p and c.account_id = a),
      (select l.used_at from gt.account_life l where l.partnership_id = p and l.account_id = a)
    from gt.account x where x.partnership_id = p and x.account_id = a
  $$;

-- Gives somebody of the family an account, or opens the one they have to another child of theirs. `done`, `linked`; `prove`: the worker has not shown two factors just
-- now; `there`: they have one for this child; `taken`: another name to sign in with is needed; `not-found` for everybody and everything else.
create function gt.invite_family(p uuid, account uuid, child uuid, person uuid, mail text, how text, sign_in text, link bytea, secret text, lasts interval, session bytea,
    years integer) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    one record;
    own gt.family_account;
    as_role text;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not gt.family_may(p, child, 'family-invite') then return 'not-found'; end if;
    if not gt.proved_lately(session) then return 'prove'; end if;
    if trim(how) = '' then raise exception 'an account says how its owner was known' using errcode = 'GT400'; end if;
    -- A record that only named people may open is shared with nobody.
    if exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = child) then return 'not-found'; end if;
    perform pg_advisory_xact_lock(hashtextextended('family account ' || person::text, 0));
    select * into one from gt.family_on_record(p, child, years) f where f.person_id = person;
    if not found then return 'not-found'; end if;
    as_role := case when one.basis = 'self' then 'young-person' else 'parent' end;
    if not ('public/give:' || as_role) = any (who.grants) then return 'not-found'; end if;
    if one.has_account then return 'there'; end if;
    select * into own from gt.family_account f where f.partnership_id = p and f.person_id = person and f.ended_at is null;
    if own.account_id is null then
      if not gt.family_account_opened(p, account, gt.family_agency(p), one.name, sign_in, as_role, link, secret, lasts) then return 'taken'; end if;
      insert into gt.family_account (partnership_id, account_id, person_id, sort, mail, known_how, invited_by, invited_at)
        values (p, account, person, as_role, mail, how, who.account_id, who.at);
    end if;
    insert into gt.family_link (partnership_id, account_id, subject_id, basis, linked_by, linked_at)
      values (p, coalesce(own.account_id, account), child, one.basis, who.account_id, who.at);
    return case when own.account_id is null then 'done' else 'linked' end;
  end $$;

-- A new code for somebody who has lost what they sign in with, or let the first one pass.
create function gt.family_code(p uuid, account uuid, child uuid, link bytea, secret text, lasts interval, session bytea) returns text
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if not gt.family_may(p, child, 'family-invite') or not gt.family_stands(p, account, child) then return 'not-found'; end if;
    if not gt.proved_lately(session) then return 'prove'; end if;
    perform gt.family_account_again(p, account, link, secret, lasts);
    return 'done';
  end $$;

-- Ends an account with everything that was shared with it.
create function gt.family_over(p uuid, account uuid, by_whom uuid, as_what text, why text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.family_account f set ended_at = clock_timestamp(), ended_by = by_whom, ended_as = as_what, ended_why = why
      where f.partnership_id = p and f.account_id = account and f.ended_at is null;
    if not found then return false; end if;
    update gt.family_link l set ended_at = clock_timestamp(), ended_by = by_whom, ended_as = as_what where l.partnership_id = p and l.account_id = account and l.ended_at is null;
    update gt.family_item i set taken_back_at = clock_timestamp(), taken_back_by = by_whom, taken_back_why = 'the account was withdrawn'
      where i.partnership_id = p and i.account_id = account and i.taken_back_at is null;
    perform gt.family_account_shut(p, account);
    return true;
  end $$;

-- Ends it for one child; where that was the last, the account with it.
create function gt.family_link_over(p uuid, account uuid, child uuid, by_whom uuid, as_what text) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.family_link l set ended_at = clock_timestamp(), ended_by = by_whom, ended_as = as_what
      where l.partnership_id = p and l.account_id = account and l.subject_id = child and l.ended_at is null;
    update gt.family_item i set taken_back_at = clock_timestamp(), taken_back_by = by_whom, taken_back_why = 'the account is no longer for this child'
      where i.partnership_id = p and i.account_id = account and i.subject_id = child and i.taken_back_at is null;
    if not exists (select from gt.family_link l where l.partnership_id = p and l.account_id = account and l.ended_at is null) then
      perform gt.family_over(p, account, by_whom, as_what, null);
    end if;
  end $$;

-- Withdrawn by somebody, with a reason: at once, and for every child.
create function gt.withdraw_family(p uuid, account uuid, child uuid, as_what text, why text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not gt.family_may(p, child, 'family-shared')
      or not exists (select from gt.family_link l where l.partnership_id = p and l.account_id = account and l.subject_id = child and l.ended_at is null) then return false; end if;
    if trim(why) = '' then raise exception 'an account is withdrawn with a reason' using errcode = 'GT400'; end if;
    return gt.family_over(p, account, who.account_id, as_what, why);
  end $$;

-- The accounts of a child's family, those that stand first.
create function gt.family_of(p uuid, child uuid) returns table (account_id uuid, person_id uuid, name text, sort text, basis text, sign_in text, begun boolean, used_at timestamptz,
    safe boolean, mail boolean, known_how text, invited_by uuid, invited_at timestamptz, stands boolean, ended_at timestamptz, ended_by uuid, ended_as text, ended_why text)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    if not gt.family_may(p, child, 'family-shared') then return; end if;
    return query
      select f.account_id, f.person_id, (select trim(n.given || ' ' || n.family) from gt.person n where n.partnership_id = p and n.subject_id = f.person_id limit 1),
        f.sort, l.basis, s.sign_in, s.begun, s.used_at, f.safe, f.mail is not null, f.known_how, f.invited_by, f.invited_at,
        gt.family_stands(p, f.account_id, child), coalesce(l.ended_at, f.ended_at), coalesce(l.ended_by, f.ended_by), coalesce(l.ended_as, f.ended_as), f.ended_why
      from gt.family_link l join gt.family_account f on f.partnership_id = p and f.account_id = l.account_id
        cross join lateral gt.family_account_stands(p, f.account_id) s
      where l.partnership_id = p and l.subject_id = child
      order by l.ended_at is not null, l.linked_at desc limit 50;
  end $$;

-- Does a text repeat what no family member reads: an address, who told, what the police or the law said, what was told of somebody else? Compared without spaces and
-- signs, with what stands on the child's own thread and on the concerns that led to it.
create function gt.family_repeats(p uuid, child uuid, said text) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    records uuid[] := gt.one_record(p, array[child]);
    plain text := regexp_replace(lower(said), '[^[:alnum:]]+', '', 'g');
  begin
    return exists (
      select from (
        select e.entry_id from gt.entry e where e.partnership_id = p and e.subject_id = any (records)
        union all
        select o.entry_id from gt.entry e join gt.entry t on t.partnership_id = p and t.entry_id = e.answers and t.subject_id <> e.subject_id
          join gt.entry o on o.partnership_id = p and o.subject_id = t.subject_id
          where e.partnership_id = p and e.subject_id = any (records) and e.answers is not null) e
      join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group in ('whereabouts', 'referrer', 'police', 'legal', 'third-party')
      cross join lateral (
        select n.value from jsonb_each_text(q.narrative) n
        union all select f.value from jsonb_each_text(q.facts) f where f.key in ('postcode', 'name', 'phone', 'email')) v
      cross join lateral (select regexp_replace(lower(v.value), '[^[:alnum:]]+', '', 'g') as text) w
      where length(w.text) >= 5 and strpos(plain, w.text) > 0);
  end $$;

-- The words of one entry of the child's own record as one person of the family would read them: chosen fields of its open part, as it stands now. Nothing for an entry of
-- another child, one kept to an agency, withdrawn, or told by or shared with the family; what a child said, for the child alone.
create function gt.family_words(p uuid, child uuid, account uuid, entry uuid, fields jsonb) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    o gt.entry;
    latest uuid;
  begin
    if not gt.family_may(p, child, 'family-shared') or not gt.family_stands(p, account, child) then return null; end if;
    select * into o from gt.entry e where e.partnership_id = p and e.entry_id = family_words.entry and e.subject_id = any (gt.one_record(p, array[child]))
      and e.corrects is null and e.audience <> 'agency' and 'record' = any (e.field_groups)
      and e.kind not in ('family-view', 'shared-with-family', 'no-longer-shared');
    if o.entry_id is null then return null; end if;
    if o.kind = 'childs-voice' and not exists (select from gt.family_link l where l.partnership_id = p and l.account_id = family_words.account and l.subject_id = child
      and l.ended_at is null and l.basis = 'self') then return null; end if;
    if exists (select from gt.entry v where v.partnership_id = p and v.corrects = o.entry_id and v.withdraws) then return null; end if;
    select x.entry_id into latest from (select o.entry_id, o.known_at, o.audience union all
      select v.entry_id, v.known_at, v.audience from gt.entry v where v.partnership_id = p and v.corrects = o.entry_id) x order by x.known_at desc, x.entry_id desc limit 1;
    return (select string_agg((f.value ->> 'heading') || E':\n' || (q.narrative ->> (f.value ->> 'field')), E'\n\n' order by f.at)
      from gt.entry_part q cross join lateral jsonb_array_elements(fields) with ordinality f(value, at)
      where q.partnership_id = p and q.entry_id = latest and q.field_group = 'record' and q.audience <> 'agency' and q.narrative ? (f.value ->> 'field'));
  end $$;

-- Shares one thing with one person: in the words of an entry, which must be those that were looked at, or in words written for them. 'changed': the entry says something
-- else by now; 'repeats': the words repeat what no family member reads.
create function gt.share_with_family(p uuid, item uuid, child uuid, account uuid, sort text, from_entry uuid, fields jsonb, title text, words text, on_day date, at_time text,
    place text, told uuid) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not gt.family_may(p, child, 'family-shared') or not gt.family_stands(p, account, child) then return 'not-found'; end if;
    if (sort = 'entry') <> (from_entry is not null) then return 'not-found'; end if;
    if from_entry is not null and words is distinct from gt.family_words(p, child, account, from_entry, fields) then return 'changed'; end if;
    if gt.family_repeats(p, child, concat_ws(' ', title, words, place)) then return 'repeats'; end if;
    insert into gt.family_item (partnership_id, item_id, account_id, subject_id, sort, from_entry, title, words, on_day, at_time, place, told_entry, shared_by, shared_at)
      values (p, item, account, child, sort, from_entry, title, words, on_day, at_time, place, told, who.account_id, who.at) on conflict do nothing;
    return 'done';
  end $$;

-- What was shared of a child, with whom, and what was taken back; `corrected`: the entry it came from has been put right or withdrawn since.
create function gt.family_items(p uuid, child uuid) returns table (item_id uuid, account_id uuid, sort text, title text, words text, on_day date, at_time text, place text, told_entry uuid,
    shared_by uuid, shared_at timestamptz, read_at timestamptz, corrected boolean, taken_back_at timestamptz, taken_back_by uuid, taken_back_why text)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    if not gt.family_may(p, child, 'family-shared') then return; end if;
    return query
      select i.item_id, i.account_id, i.sort, i.title, i.words, i.on_day, i.at_time, i.place, i.told_entry, i.shared_by, i.shared_at, i.read_at,
        i.from_entry is not null and exists (select from gt.entry v where v.partnership_id = p and v.corrects = i.from_entry and v.known_at > i.shared_at),
        i.taken_back_at, i.taken_back_by, i.taken_back_why
      from gt.family_item i where i.partnership_id = p and i.subject_id = child order by i.taken_back_at is not null, i.shared_at desc limit 200;
  end $$;

-- Takes one thing back: whoever it was shared with does not read it from their next request on.
create function gt.take_back_item(p uuid, child uuid, item uuid, why text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not gt.family_may(p, child, 'family-shared') then return false; end if;
    if trim(why) = '' then raise exception 'what was shared is taken back with a reason' using errcode = 'GT400'; end if;
    update gt.family_item i set taken_back_at = who.at, taken_back_by = who.account_id, taken_back_why = why
      where i.partnership_id = p and i.subject_id = child and i.item_id = item and i.taken_back_at is null;
    return found;
  end $$;

-- Where to mail that something waits, for whoever shared it a moment ago; null where they want no mail.
create function gt.family_mail(p uuid, item uuid) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return (select f.mail from gt.family_item i join gt.family_account f on f.partnership_id = p and f.account_id = i.account_id and f.ended_at is null
      join gt.me() m on m.partnership_id = p and m.account_id = i.shared_by
      where i.partnership_id = p and i.item_id = item and i.taken_back_at is null and gt.family_stands(p, i.account_id, i.subject_id));
  end $$;

-- The asker's own account.
create function gt.my_family() returns table (sort text, safe boolean, mail text, children uuid[])
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    return query
      select f.sort, f.safe, f.mail, array(select l.subject_id from gt.family_link l where l.partnership_id = m.partnership_id and l.account_id = m.account_id
        and gt.family_stands(m.partnership_id, m.account_id, l.subject_id))
      from gt.me() m join gt.family_account f on f.partnership_id = m.partnership_id and f.account_id = m.account_id and f.ended_at is null;
  end $$;

-- What was shared with the asker and still is: nothing else reaches them.
create function gt.shared_with_me(only_item uuid) returns table (item_id uuid, subject_id uuid, called text, sort text, title text, words text, on_day date, at_time text, place text,
    told_entry uuid, shared_by uuid, shared_at timestamptz, read_at timestamptz)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    return query
      select i.item_id, i.subject_id, (select coalesce(n.known_as, n.given) from gt.person n where n.partnership_id = m.partnership_id and n.subject_id = i.subject_id limit 1),
        i.sort, i.title, i.words, i.on_day, i.at_time, i.place, i.told_entry, i.shared_by, i.shared_at, i.read_at
      from gt.me() m join gt.family_item i on i.partnership_id = m.partnership_id and i.account_id = m.account_id and i.taken_back_at is null
      where (only_item is null or i.item_id = only_item) and gt.family_stands(m.partnership_id, m.account_id, i.subject_id)
      order by i.shared_at desc, i.item_id limit 200;
  end $$;
create function gt.item_read(item uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.family_item i set read_at = m.at from gt.me() m
      where i.partnership_id = m.partnership_id and i.account_id = m.account_id and i.item_id = item and i.read_at is null and i.taken_back_at is null;
  end $$;

-- What the asker wrote, for the children for whom their account stands.
create function gt.my_family_words() returns table (entry_id uuid, subject_id uuid, sort text, words text, item uuid, at timestamptz)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    return query
      select e.entry_id, e.subject_id, coalesce(q.facts ->> 'sort', 'view'), coalesce(q.narrative ->> 'inTheirWords', q.narrative ->> 'childsWords'), (q.facts ->> 'item')::uuid, e.known_at
      from gt.me() m
      join gt.family_link l on l.partnership_id = m.partnership_id and l.account_id = m.account_id and l.ended_at is null
      join gt.entry e on e.partnership_id = m.partnership_id and e.subject_id = l.subject_id and e.kind in ('family-view', 'childs-voice') and e.author_id = m.account_id
      join gt.entry_part q on q.partnership_id = m.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
      where gt.family_stands(m.partnership_id, m.account_id, l.subject_id)
      order by e.known_at desc, e.entry_id limit 100;
  end $$;

create function gt.choose_safe(safe boolean, forget_mail boolean) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    update gt.family_account f set safe = choose_safe.safe, mail = case when forget_mail then null else f.mail end from gt.me() m
      where f.partnership_id = m.partnership_id and f.account_id = m.account_id and f.ended_at is null;
    return found;
  end $$;

-- The way to the child's thread for the one entry that the asker tells next, in this transaction: in answer to one thing that was shared, or about the child.
create function gt.begin_family_view(child uuid) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me();
    if who.account_id is null or not gt.family_stands(who.partnership_id, who.account_id, child) then return false; end if;
    insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash)
      values (who.partnership_id, child, 'family ' || who.account_id::text, who.account_id, 'family', who.at, who.at + interval '1 minute', '') on conflict do nothing;
    return true;
  end $$;
create function gt.end_family_view(child uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.reach r using gt.me() m where r.partnership_id = m.partnership_id and r.subject_id = child and r.holder_id = m.account_id
      and r.key = 'family ' || m.account_id::text;
  end $$;

-- Who must never see the child's record has no account in the family; a record that only named people may open is shared with nobody; parental responsibility, or the
-- care of the child, that has ended takes the account with it. What a destroyed record shared is destroyed too.
create function gt.family_follows_exclusion() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.family_over(new.partnership_id, new.account_id, null, 'excluded', null);
    return null;
  end $$;
create function gt.family_follows_closing() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.family_link_over(new.partnership_id, l.account_id, new.subject_id, null, 'closed') from gt.family_link l
      where l.partnership_id = new.partnership_id and l.subject_id = new.subject_id and l.ended_at is null;
    return null;
  end $$;
create function gt.family_follows_relationship() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    perform gt.family_link_over(old.partnership_id, l.account_id, l.subject_id, null, 'relationship')
      from gt.family_link l join gt.family_account f on f.partnership_id = l.partnership_id and f.account_id = l.account_id
      where l.partnership_id = old.partnership_id and l.subject_id = any (gt.one_record(old.partnership_id, array[old.to_id])) and l.ended_at is null
        and not gt.family_basis_stands(l.partnership_id, l.subject_id, f.person_id, l.basis);
    return null;
  end $$;
-- Of their own name and their own home is what a family reads: its looks are not the unusual ones of those who work here.
create function gt.family_looks_are_own() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if exists (select from gt.family_account f where f.partnership_id = new.partnership_id and f.account_id = new.account_id) then return null; end if;
    return new;
  end $$;
create function gt.family_follows_erasure() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.family_item i where i.partnership_id = new.partnership_id and i.subject_id = new.subject_id;
    perform gt.family_link_over(new.partnership_id, l.account_id, l.subject_id, null, 'destroyed') from gt.family_link l
      where l.partnership_id = new.partnership_id and l.subject_id = new.subject_id and l.ended_at is null;
    update gt.family_account f set known_how = 'destroyed with the record', ended_why = case when f.ended_why is not null then 'destroyed with the record' end, mail = null
      where f.partnership_id = new.partnership_id and (f.person_id = new.subject_id or (f.ended_at is not null
        and exists (select from gt.family_link l where l.partnership_id = f.partnership_id and l.account_id = f.account_id and l.subject_id = new.subject_id)));
    return null;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.family_account_opened(uuid, uuid, uuid, text, text, text, bytea, text, interval)',
      'gt.family_account_again(uuid, uuid, bytea, text, interval)', 'gt.family_account_shut(uuid, uuid)', 'gt.family_account_stands(uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_deriver';
  end loop;
  alter function gt.family_agency(uuid) owner to gt_intake;
  revoke all on function gt.family_agency(uuid) from public;
  grant execute on function gt.family_agency(uuid) to gt_deriver;
  foreach f in array array['gt.family_basis_stands(uuid, uuid, uuid, text)', 'gt.family_stands(uuid, uuid, uuid)',
      'gt.family_over(uuid, uuid, uuid, text, text)', 'gt.family_link_over(uuid, uuid, uuid, uuid, text)', 'gt.family_repeats(uuid, uuid, text)',
      'gt.family_follows_exclusion()', 'gt.family_follows_closing()', 'gt.family_follows_relationship()', 'gt.family_follows_erasure()', 'gt.family_looks_are_own()'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    if f like '%follows%' or f like '%looks%' then execute 'grant execute on function ' || f || ' to gt_owner'; end if;
  end loop;
  foreach f in array array['gt.family_may(uuid, uuid, text)', 'gt.family_on_record(uuid, uuid, integer)', 'gt.invite_family(uuid, uuid, uuid, uuid, text, text, text, bytea, text, interval, bytea, integer)',
      'gt.family_code(uuid, uuid, uuid, bytea, text, interval, bytea)', 'gt.withdraw_family(uuid, uuid, uuid, text, text)', 'gt.family_of(uuid, uuid)',
      'gt.family_words(uuid, uuid, uuid, uuid, jsonb)',
      'gt.share_with_family(uuid, uuid, uuid, uuid, text, uuid, jsonb, text, text, date, text, text, uuid)', 'gt.family_items(uuid, uuid)',
      'gt.take_back_item(uuid, uuid, uuid, text)', 'gt.family_mail(uuid, uuid)', 'gt.my_family()', 'gt.shared_with_me(uuid)', 'gt.item_read(uuid)', 'gt.my_family_words()',
      'gt.choose_safe(boolean, boolean)', 'gt.begin_family_view(uuid)', 'gt.end_family_view(uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || case when f like 'gt.family_mail%' then ' to gt_worker' else ' to gt_app' end;
  end loop;
end $$;

set role gt_owner;
create trigger family_follows after insert on gt.excluded for each row execute function gt.family_follows_exclusion();
create trigger family_follows after insert on gt.closed_to_most for each row execute function gt.family_follows_closing();
create trigger family_looks_are_own before insert on gt.unusual_look for each row execute function gt.family_looks_are_own();
create constraint trigger family_follows after update or delete on gt.relationship deferrable initially deferred for each row execute function gt.family_follows_relationship();
create trigger family_follows after update of erased_at on gt.subject for each row when (old.erased_at is null and new.erased_at is not null) execute function gt.family_follows_erasure();
reset role;
