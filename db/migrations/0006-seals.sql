-- Tamper evidence: entries and access lines are sealed in batches, chained, and the head of the chain is anchored outside the database.
-- What is sealed, and how a row is digested, is written down in src/kernel/audit/verifying/canonical.ts, which was written apart from this file on purpose.
grant usage on schema gt to gt_sealer, gt_verifier;
-- Only because a function's owner must.
grant create on schema gt to gt_sealer;

set role gt_owner;

-- The chain is the partnership's own: it can be moved to another database, or destroyed with its partnership, and every other chain still proves itself.
-- A seal covers every row of the partnership whose transaction lies in [from_xid, to_xid) and that no other seal lists; the next begins at next_xid.
create table gt.seal (
  partnership_id uuid not null references gt.partnership,
  seal_no bigint not null check (seal_no > 0),
  -- The way rows were digested. A column added to a sealed table needs a new form; seals made before keep theirs.
  form smallint not null default 1 check (form = 1),
  occasion text not null default 'usual' check (occasion in ('usual', 'recovered')),
  from_xid xid8 not null,
  to_xid xid8 not null,
  next_xid xid8 not null,
  entries integer not null default 0,
  lines integer not null default 0,
  erasures integer not null default 0,
  root bytea not null,
  previous_hash bytea not null,
  sealed_at timestamptz not null,
  -- A recovery says why, and which anchored seals it has lost: up to which, and the hash of the last of them.
  reason text,
  lost_to bigint,
  lost_hash bytea,
  seal_hash bytea not null,
  -- What was sealed, in order: for each row one byte (1 entry, 2 access line, 3 certificate of erasure), its id, its digest. It names the row that changed.
  leaves bytea not null default '',
  primary key (partnership_id, seal_no),
  -- A chain does not fork.
  unique (partnership_id, previous_hash),
  check (octet_length(leaves) = 49 * (entries + lines + erasures)),
  check ((occasion = 'recovered') = (reason is not null)),
  check ((lost_to is null) = (lost_hash is null) and (lost_to is null or occasion = 'recovered'))
);
alter table gt.seal alter column leaves set storage external;
create index seal_reaches on gt.seal (partnership_id, to_xid);

-- What is left of an entry whose erasure the law required: its digest, so that the chain still verifies, why, and which two people did it.
-- Only a sealed entry can be erased. `content_digest` proves the head of the entry where that still stands.
create table gt.erasure (
  partnership_id uuid not null,
  erasure_id uuid not null,
  entry_id uuid not null,
  seal_no bigint not null,
  digest bytea not null,
  content_digest bytea not null,
  reason text not null,
  asked_by uuid not null,
  agreed_by uuid not null,
  at timestamptz not null default clock_timestamp(),
  written_by xid8 not null default pg_current_xact_id(),
  primary key (partnership_id, erasure_id),
  unique (partnership_id, entry_id),
  foreign key (partnership_id, seal_no) references gt.seal,
  foreign key (partnership_id, asked_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, agreed_by) references gt.account (partnership_id, account_id),
  check (asked_by <> agreed_by)
);
create index on gt.erasure (partnership_id, seal_no);
create index on gt.erasure (partnership_id, asked_by);
create index on gt.erasure (partnership_id, agreed_by);
create index erasure_sealing on gt.erasure (partnership_id, written_by, erasure_id);

-- The sealer reads one partnership's rows in the order of their transactions, however long that partnership has been quiet.
drop index gt.entry_unsealed;
create index entry_sealing on gt.entry (partnership_id, written_by, entry_id);
drop index gt.access_line_unsealed;
create index access_line_sealing on gt.access_line (partnership_id, written_by, line_id);
reset role;

-- Was this entry written by this very transaction? What belongs to an entry is written with it, or a seal could close before it is whole.
create function gt.entry_of_now(p uuid, entry uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.entry e where e.partnership_id = p and e.entry_id = entry and e.written_by = pg_current_xact_id_if_assigned()) $$;
alter function gt.entry_of_now(uuid, uuid) owner to gt_deriver;
revoke all on function gt.entry_of_now(uuid, uuid) from public;
grant execute on function gt.entry_of_now(uuid, uuid) to gt_app, gt_worker, gt_import;

grant select on gt.partnership, gt.entry, gt.entry_part, gt.entry_salt, gt.entry_link, gt.access_line, gt.erasure to gt_sealer, gt_verifier;
grant select on gt.seal to gt_verifier;
grant select, insert on gt.seal to gt_sealer;

-- A value in a list of values, so that no two lists are written the same way: '-;' for nothing, else the length in bytes, ':', the value, ';'.
-- It has no search path of its own, so that it becomes part of the expressions it stands in: a call for each value costs ten times the digest.
create function gt.sized(shown text) returns text
  language sql immutable
  as $$ select case when shown is null then '-;' else octet_length(shown) || ':' || shown || ';' end $$;

-- The four digests render moments and dates as text: they are called only by functions that fix the time zone, the style and the search path.
create function gt.content_digest(p uuid, entry uuid) returns bytea
  language sql stable
  as $$
    select sha256(coalesce((select s.salt from gt.entry_salt s where s.partnership_id = p and s.entry_id = entry), ''::bytea) || convert_to(
      coalesce((select string_agg((gt.sized('part') || gt.sized(r.field_group) || gt.sized(r.subject_id::text) || gt.sized(r.agency_id::text) || gt.sized(r.audience) || gt.sized(r.facts::text)
      || gt.sized(r.narrative::text)), ''
                  order by r.field_group collate "C") from gt.entry_part r where r.partnership_id = p and r.entry_id = entry), '') ||
      coalesce((select string_agg((gt.sized('link') || gt.sized(l.subject_id::text) || gt.sized(l.as_what)), '' order by l.subject_id)
                  from gt.entry_link l where l.partnership_id = p and l.entry_id = entry), ''), 'UTF8'))
  $$;

create function gt.entry_digest(e gt.entry) returns bytea
  language sql stable
  as $$
    select sha256(convert_to('golden-thread entry 1' || E'\n' || (gt.sized(e.partnership_id::text) || gt.sized(e.entry_id::text) || gt.sized(e.subject_id::text) || gt.sized(e.act_id::text) || gt.sized(e.command_id::text)
      || gt.sized(e.kind) || gt.sized(e.happened_on::text) || gt.sized(e.happened_at::text) || gt.sized(e.precision) || gt.sized(e.known_at::text)
      || gt.sized(e.written_by::text) || gt.sized(e.author_id::text) || gt.sized(e.author_role) || gt.sized(e.agency_id::text) || gt.sized(e.agency_kind)
      || gt.sized(e.audience) || gt.sized(e.answers::text) || gt.sized(e.corrects::text) || gt.sized(e.withdraws::text) || gt.sized(e.field_groups::text)), 'UTF8') || gt.content_digest(e.partnership_id, e.entry_id))
  $$;

-- An access line holds ids and fixed words, never what was said, so it needs no salt, and nothing of its partnership but the id in the line itself.
create function gt.line_digest(l gt.access_line) returns bytea
  language sql stable
  as $$
    select sha256(convert_to('golden-thread access line 1' || E'\n' || (gt.sized(l.partnership_id::text) || gt.sized(l.line_id::text) || gt.sized(l.at::text) || gt.sized(l.written_by::text) || gt.sized(l.account_id::text)
      || gt.sized(l.agency_id::text) || gt.sized(l.role) || gt.sized(l.purpose) || gt.sized(l.route) || gt.sized(l.request_id) || gt.sized(l.subject_ids::text)
      || gt.sized(l.entry_ids::text) || gt.sized(l.seen_to::text) || gt.sized(l.decision)), 'UTF8'))
  $$;

create function gt.erasure_digest(x gt.erasure) returns bytea
  language sql stable
  as $$
    select sha256(convert_to('golden-thread erasure 1' || E'\n' || (gt.sized(x.partnership_id::text) || gt.sized(x.erasure_id::text) || gt.sized(x.entry_id::text) || gt.sized(x.seal_no::text)
      || gt.sized(encode(x.digest, 'hex')) || gt.sized(encode(x.content_digest, 'hex')) || gt.sized(x.reason) || gt.sized(x.asked_by::text)
      || gt.sized(x.agreed_by::text) || gt.sized(x.at::text) || gt.sized(x.written_by::text)), 'UTF8'))
  $$;

-- The root of a Merkle tree over 49-byte leaves: sha256(0x00 leaf), sha256(0x01 left right), an odd one at the end of a level goes up as it is (RFC 6962).
create function gt.merkle_root(leaves bytea) returns bytea
  language plpgsql immutable set search_path = ''
  as $$
  declare
    level bytea;
  begin
    if octet_length(leaves) = 0 then return sha256(''::bytea); end if;
    select string_agg(sha256('\x00'::bytea || substr(leaves, i * 49 + 1, 49)), ''::bytea order by i) into level from generate_series(0, octet_length(leaves) / 49 - 1) i;
    while octet_length(level) > 32 loop
      select string_agg(case when octet_length(pair.two) = 64 then sha256('\x01'::bytea || pair.two) else pair.two end, ''::bytea order by pair.i) into level
        from (select i, substr(level, i * 64 + 1, 64) as two from generate_series(0, (octet_length(level) + 63) / 64 - 1) i) pair;
    end loop;
    return level;
  end $$;

-- Writes one seal over [low, high). Null where there is nothing to seal and nothing to say.
create function gt.write_seal(p uuid, last gt.seal, number bigint, low xid8, high xid8, onward xid8, why text, lost bigint, lost_head bytea) returns gt.seal
  language plpgsql set search_path = ''
  as $$
  declare
    made gt.seal;
  begin
    made.partnership_id := p;
    made.seal_no := number;
    made.form := 1;
    made.occasion := case when why is null then 'usual' else 'recovered' end;
    made.from_xid := low;
    made.to_xid := high;
    made.next_xid := onward;
    -- Seals that reach into the same transaction numbers exist only after a move to a server that counts from a lower one; then a row is taken once all the same.
    with listed as materialized (
      select encode(substr(s.leaves, i * 49 + 2, 16), 'hex')::uuid as id
      from gt.seal s, generate_series(0, s.entries + s.lines + s.erasures - 1) i
      where s.partnership_id = p and s.to_xid > low and s.from_xid < high
    ), found as (
      select e.written_by as xid, 1 as what, e.entry_id as id, gt.entry_digest(e) as digest
        from gt.entry e where e.partnership_id = p and e.written_by >= low and e.written_by < high and not exists (select from listed where listed.id = e.entry_id)
      union all
      select l.written_by, 2, l.line_id, gt.line_digest(l)
        from gt.access_line l where l.partnership_id = p and l.written_by >= low and l.written_by < high and not exists (select from listed where listed.id = l.line_id)
      union all
      select x.written_by, 3, x.erasure_id, gt.erasure_digest(x)
        from gt.erasure x where x.partnership_id = p and x.written_by >= low and x.written_by < high and not exists (select from listed where listed.id = x.erasure_id)
    )
    select count(*) filter (where what = 1), count(*) filter (where what = 2), count(*) filter (where what = 3),
           coalesce(string_agg(set_byte('\x00'::bytea, 0, what) || uuid_send(id) || digest, ''::bytea order by xid, id), ''::bytea)
      into made.entries, made.lines, made.erasures, made.leaves from found;
    if why is null and octet_length(made.leaves) = 0 then return null; end if;
    made.root := gt.merkle_root(made.leaves);
    made.previous_hash := coalesce(last.seal_hash, decode(repeat('00', 32), 'hex'));
    made.sealed_at := clock_timestamp();
    made.reason := why;
    made.lost_to := lost;
    made.lost_hash := lost_head;
    made.seal_hash := sha256(convert_to('golden-thread seal 1' || E'\n' || (gt.sized(p::text) || gt.sized(number::text) || gt.sized(made.occasion) || gt.sized(made.from_xid::text) || gt.sized(made.to_xid::text)
      || gt.sized(made.next_xid::text) || gt.sized(made.entries::text) || gt.sized(made.lines::text) || gt.sized(made.erasures::text)
      || gt.sized(encode(made.root, 'hex')) || gt.sized(encode(made.previous_hash, 'hex')) || gt.sized(made.sealed_at::text) || gt.sized(made.reason)
      || gt.sized(made.lost_to::text) || gt.sized(encode(made.lost_hash, 'hex'))), 'UTF8'));
    insert into gt.seal select made.*;
    return made;
  end $$;

-- One sealer of a partnership at a time, and each statement must see what the one before it committed.
create function gt.begin_sealing(p uuid) returns gt.seal
  language plpgsql set search_path = ''
  as $$
  declare
    last gt.seal;
  begin
    if nullif(current_setting('transaction_isolation'), '') is distinct from 'read committed' then raise exception 'sealing needs read committed' using errcode = 'GT409'; end if;
    perform pg_advisory_xact_lock(4713020, hashtext(p::text));
    select s.partnership_id, s.seal_no, s.form, s.occasion, s.from_xid, s.to_xid, s.next_xid, s.entries, s.lines, s.erasures, s.root, s.previous_hash, s.sealed_at,
           s.reason, s.lost_to, s.lost_hash, s.seal_hash, ''::bytea
      into last from gt.seal s where s.partnership_id = p order by s.seal_no desc limit 1;
    return last;
  end $$;

-- Seals the next rows of a partnership: those of finished transactions that are not sealed, about `most` of them and always whole transactions.
-- No row: nothing is waiting.
create function gt.seal_next(p uuid, most integer) returns table (seal_no bigint, seal_hash bytea, count integer, sealed_at text)
  language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
  as $$
  declare
    last gt.seal := gt.begin_sealing(p);
    low xid8 := coalesce(last.next_xid, '0'::xid8);
    -- Every transaction below this number has ended: nothing older can still appear.
    horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
    high xid8;
    made gt.seal;
  begin
    if horizon < low then
      raise exception 'this server numbers transactions lower than those already sealed: the database was moved or restored' using errcode = 'GT409',
        hint = 'Record it: golden-thread seal --recovered "why"';
    end if;
    if not exists (select from gt.seal s where s.partnership_id = p and s.to_xid > low and s.from_xid < horizon) then
      select (w.written_by::text::numeric + 1)::text::xid8 into high from (
        (select e.written_by from gt.entry e where e.partnership_id = p and e.written_by >= low and e.written_by < horizon order by e.written_by limit most)
        union all
        (select l.written_by from gt.access_line l where l.partnership_id = p and l.written_by >= low and l.written_by < horizon order by l.written_by limit most)
        union all
        (select x.written_by from gt.erasure x where x.partnership_id = p and x.written_by >= low and x.written_by < horizon order by x.written_by limit most)
        ) w order by w.written_by offset most - 1 limit 1;
    end if;
    made := gt.write_seal(p, last, coalesce(last.seal_no, 0) + 1, low, coalesce(high, horizon), coalesce(high, horizon), null, null, null);
    if made.seal_no is null then return; end if;
    return query select made.seal_no, made.seal_hash, made.entries + made.lines + made.erasures, made.sealed_at::text;
  end $$;

-- After a restore: an open statement in the chain that it happened, why, and which anchored seals are lost. Seals all that waits, whatever its number.
create function gt.seal_recovered(p uuid, why text, lost bigint, lost_head bytea) returns table (seal_no bigint, seal_hash bytea, count integer, sealed_at text)
  language plpgsql security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
  as $$
  declare
    last gt.seal := gt.begin_sealing(p);
    low xid8 := coalesce(last.next_xid, '0'::xid8);
    horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
    high xid8 := horizon;
    made gt.seal;
  begin
    if coalesce(btrim(why), '') = '' then raise exception 'a recovery needs a reason' using errcode = 'GT409'; end if;
    if lost <= coalesce(last.seal_no, 0) then raise exception 'a seal that stands is not lost' using errcode = 'GT409'; end if;
    if horizon < low then
      -- Numbered anew: what waits carries numbers of the old server and of this one, so it is found by not being listed.
      low := '0'::xid8;
      select (w.written_by::text::numeric + 1)::text::xid8 into high from (
        (select e.written_by from gt.entry e where e.partnership_id = p order by e.written_by desc limit 1) union all
        (select l.written_by from gt.access_line l where l.partnership_id = p order by l.written_by desc limit 1) union all
        (select x.written_by from gt.erasure x where x.partnership_id = p order by x.written_by desc limit 1) union all
        select horizon) w order by w.written_by desc limit 1;
    end if;
    made := gt.write_seal(p, last, coalesce(lost, last.seal_no, 0) + 1, low, high, horizon, why, lost, lost_head);
    return query select made.seal_no, made.seal_hash, made.entries + made.lines + made.erasures, made.sealed_at::text;
  end $$;

-- The partnerships there are to seal, and seals to be anchored: numbers and hashes, nothing of anybody.
create function gt.sealed_partnerships() returns setof uuid
  language sql stable security definer set search_path = ''
  as $$ select partnership_id from gt.partnership order by partnership_id $$;
create function gt.seals_from(p uuid, number bigint) returns table (seal_no bigint, seal_hash bytea, count integer, sealed_at text)
  language sql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
  as $$ select s.seal_no, s.seal_hash, s.entries + s.lines + s.erasures, s.sealed_at::text from gt.seal s where s.partnership_id = p and s.seal_no >= number order by s.seal_no $$;

-- The digests a certificate of erasure keeps. For the erasing command's own function; no role that signs in may call it.
create function gt.digests_of_entry(p uuid, entry uuid) returns table (digest bytea, content_digest bytea)
  language sql stable security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
  as $$ select gt.entry_digest(e), gt.content_digest(p, entry) from gt.entry e where e.partnership_id = p and e.entry_id = entry $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.sized(text)', 'gt.content_digest(uuid, uuid)', 'gt.entry_digest(gt.entry)', 'gt.line_digest(gt.access_line)', 'gt.erasure_digest(gt.erasure)',
      'gt.merkle_root(bytea)', 'gt.write_seal(uuid, gt.seal, bigint, xid8, xid8, xid8, text, bigint, bytea)', 'gt.begin_sealing(uuid)', 'gt.seal_next(uuid, integer)',
      'gt.seal_recovered(uuid, text, bigint, bytea)', 'gt.sealed_partnerships()', 'gt.seals_from(uuid, bigint)', 'gt.digests_of_entry(uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_sealer';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.seal_next(uuid, integer), gt.sealed_partnerships(), gt.seals_from(uuid, bigint) to gt_worker, gt_import;
-- A recovery is recorded from the command line, by the role that no page and no job uses.
grant execute on function gt.seal_recovered(uuid, text, bigint, bytea) to gt_import;
