-- A brand is drafted, looked at, published and taken back; its pictures, texts, maps and site lie beside its tokens.

-- +goose Up

-- What a realm shows beside its tokens (themes.Dress). Descendants may read it, as the rest of a brand; nothing of it is
-- inherited, for a logo or a text names whose it is.
alter table brands add column dress jsonb not null default '{}';

create table brand_drafts (
    tenant_id uuid primary key references tenants (id),
    content jsonb not null,
    changed_at timestamptz not null,
    -- whoever has the link sees the draft on the realm's hosts, until then
    preview text,
    preview_until timestamptz,
    check ((preview is null) = (preview_until is null))
);
call own_rows('brand_drafts', 'select, insert, update, delete');

-- What was published, as it was: never changed.
create table brand_versions (
    id uuid primary key,
    tenant_id uuid not null references tenants (id),
    number int not null,
    content jsonb not null,
    published_at timestamptz not null,
    published_by uuid,
    note text not null default '',
    -- the number of the version that was brought back by it
    restored int,
    unique (tenant_id, number),
    unique (tenant_id, id)
);
call own_rows('brand_versions', 'select, insert');

-- Pictures as we have encoded them, named by their content. They stay as long as a version may be brought back.
create table brand_images (
    tenant_id uuid not null references tenants (id),
    id text collate "C" not null check (id ~ '^[0-9a-f]{32}$'),
    media text not null check (media in ('image/png', 'image/jpeg')),
    width int not null,
    height int not null,
    -- the mean colour of what is not transparent
    ink text not null,
    content bytea not null,
    added_at timestamptz not null,
    primary key (tenant_id, id)
);
call own_rows('brand_images', 'select, insert, delete');

-- +goose Down
drop table brand_images;
drop table brand_versions;
drop table brand_drafts;
alter table brands drop column dress;
