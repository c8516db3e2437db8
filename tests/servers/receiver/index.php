<?php
// The reference receiver: what a newsroom's own CMS does so that Copydesk can publish to it.
//
//   php -S 127.0.0.1:8090 index.php      with RECEIVER_DB=/a/file.sqlite RECEIVER_SECRET=whsec_<base64>
//                                        and, for a start, RECEIVER_AUTHORS="One Name,Another Name"
//
// Read it as the contract; docs/receiver.openapi.json says the same in a table. Seven requests in all:
//
//   GET  /                  who is there
//   GET  /authors?name=…    does the CMS know this author?
//   GET  /assets/{sha256}   is this file here already?
//   POST /assets/{sha256}   take this file
//   GET  /stories?uri=…     is this story here?       GET /stories/{id}   how does it stand here now?
//   POST /stories           take this story: made where its uri is new, else changed in place
//   DELETE /stories/{id}    forget a place that was reserved, or a story that was taken back from readers
//
// Four promises make a story arrive once, as approved, on any line:
//   1. `data.uri` is the story. The same uri twice is one story.
//   2. An Idempotency-Key that was answered before gets the same answer, and nothing is done again.
//   3. If-Match: nothing is written over what somebody changed here meanwhile (412).
//   4. GET gives `data` back as it stands now: what was sent, or what somebody here made of it, and then also
//      who (`changedBy`) and when (`changedAt`), as far as the CMS knows.
declare(strict_types=1);

const TOLERANCE_SECONDS = 300;
const TYPES = ['story.reserved', 'story.withheld', 'story.published', 'story.updated', 'story.corrected', 'story.withdrawn'];

function answer(int $status, array $body, array $headers = []): never
{
    http_response_code($status);
    header('Content-Type: ' . ($status < 400 ? 'application/json' : 'application/problem+json'));
    foreach ($headers as $header) {
        header($header);
    }
    echo json_encode($body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION);
    exit;
}

/** RFC 9457. `code` says what went wrong, `field` which part of the story, where it is one. */
function problem(int $status, string $code, string $title, ?string $field = null): never
{
    answer($status, array_filter(['title' => $title, 'status' => $status, 'code' => $code, 'field' => $field]));
}

function db(): PDO
{
    static $db = null;
    if ($db === null) {
        $db = new PDO('sqlite:' . getenv('RECEIVER_DB'), null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
        $db->exec('PRAGMA busy_timeout = 10000');
        $db->exec('PRAGMA journal_mode = WAL');
        $db->exec('CREATE TABLE IF NOT EXISTS story (id INTEGER PRIMARY KEY AUTOINCREMENT, uri TEXT NOT NULL UNIQUE,
            slug TEXT, status TEXT NOT NULL, version INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
            data TEXT NOT NULL, copydesk TEXT NOT NULL, changed_by TEXT, changed_at TEXT)');
        $db->exec('CREATE TABLE IF NOT EXISTS asset (sha256 TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL)');
        $db->exec('CREATE TABLE IF NOT EXISTS answered (key TEXT PRIMARY KEY, body_hash TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL)');
        $db->exec('CREATE TABLE IF NOT EXISTS author (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)');
        foreach (array_filter(explode(',', (string) getenv('RECEIVER_AUTHORS'))) as $name) {
            $db->prepare('INSERT OR IGNORE INTO author (name) VALUES (?)')->execute([$name]);
        }
    }
    return $db;
}

function rows(string $sql, array $values = []): array
{
    $statement = db()->prepare($sql);
    $statement->execute($values);
    return $statement->fetchAll(PDO::FETCH_ASSOC);
}

/** The one row, or none. */
function row(string $sql, array $values = []): ?array
{
    return rows($sql, $values)[0] ?? null;
}

function base(): string
{
    return 'http://' . $_SERVER['HTTP_HOST'];
}

/** Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`. A look has no body; its id is what is looked at. */
function check_signature(string $method, string $target, string $body): void
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $timestamp = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    $key = base64_decode(substr((string) getenv('RECEIVER_SECRET'), strlen('whsec_')));
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    $good = array_filter(explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? ''), fn($given) => hash_equals($expected, $given));
    if ($good === [] || ($method !== 'POST' && $id !== "$method $target")) {
        problem(401, 'signature', 'The signature is not by this secret.');
    }
    if (abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        problem(401, 'timestamp', 'The clocks are too far apart.');
    }
}

/** Of our stories' fields, the one with this role. */
function part(array $list, string $role, string $type = 'text/html'): string
{
    foreach ($list as $part) {
        if (($part['role'] ?? '') === $role && ($part['contentType'] ?? '') === $type) {
            return (string) $part['value'];
        }
    }
    return '';
}

/** A story as it stands here now. */
function record(array $row): array
{
    $seen = in_array($row['status'], ['usable', 'canceled'], true) && !$row['removed'];
    return [
        'id' => (string) $row['id'],
        'url' => $seen ? base() . '/story/' . $row['slug'] : null,
        'version' => (string) $row['version'],
        'removed' => (bool) $row['removed'],
        'changedBy' => $row['changed_by'],
        'changedAt' => $row['changed_at'],
        'data' => json_decode($row['data']),
    ];
}

/** Takes a story. Story, version and answer are written in one transaction: all of it happened, or nothing did. */
function take_story(string $body): never
{
    $message = json_decode($body, true);
    $data = $message['data'] ?? null;
    if (!is_array($data) || !in_array($message['type'] ?? '', TYPES, true) || !str_starts_with($data['uri'] ?? '', 'urn:uuid:')) {
        problem(400, 'malformed', 'This is no story.');
    }
    $key = $_SERVER['HTTP_IDEMPOTENCY_KEY'] ?? '';
    if (!preg_match('/^"[\x21-\x7e]{1,200}"$/', $key)) {
        problem(400, 'malformed', 'An Idempotency-Key is needed.');
    }
    db()->exec('BEGIN IMMEDIATE');
    $hash = hash('sha256', $body);
    $before = row('SELECT * FROM answered WHERE key = ?', [$key]);
    if ($before !== null) {
        if ($before['body_hash'] !== $hash) {
            problem(422, 'key_reused', 'This Idempotency-Key came with another story.');
        }
        $reply = json_decode($before['answer'], true);
        answer((int) $before['status'], $reply, ['ETag: "' . $reply['version'] . '"']);
    }
    $there = row('SELECT * FROM story WHERE uri = ?', [$data['uri']]);
    // A new story comes with `If-None-Match: *`, every other with the version that the sender knows.
    if (trim($_SERVER['HTTP_IF_MATCH'] ?? '', '"') !== (string) ($there['version'] ?? '')) {
        problem(412, 'changed', 'The story does not stand here as the sender thinks.');
    }
    $slug = array_column($data['altIds'] ?? [], 'value', 'role')['webSlug'] ?? null;
    if ($slug !== null && row('SELECT id FROM story WHERE slug = ? AND uri <> ? AND removed = 0', [$slug, $data['uri']])) {
        problem(422, 'slug_taken', 'Another story has this address.', 'webSlug');
    }
    foreach ($message['copydesk']['byline'] ?? [] as $who) {
        if ($who['role'] === 'by' && !row('SELECT id FROM author WHERE name = ?', [$who['name']])) {
            problem(422, 'unknown_author', 'Nobody here has this name.', 'byline');
        }
    }
    $values = [$slug, $data['pubStatus'] ?? 'withheld', json_encode(json_decode($body)->data), json_encode($message['copydesk'] ?? [])];
    if ($there === null) {
        rows('INSERT INTO story (slug, status, data, copydesk, uri, version) VALUES (?, ?, ?, ?, ?, 1)', [...$values, $data['uri']]);
    } else {
        rows('UPDATE story SET slug = ?, status = ?, data = ?, copydesk = ?, changed_by = NULL, changed_at = NULL, version = version + 1 WHERE uri = ?', [...$values, $data['uri']]);
    }
    $record = record(row('SELECT * FROM story WHERE uri = ?', [$data['uri']]));
    $reply = ['id' => $record['id'], 'url' => $record['url'], 'version' => $record['version']];
    $status = $there === null ? 201 : 200;
    rows('INSERT INTO answered VALUES (?, ?, ?, ?)', [$key, $hash, $status, json_encode($reply)]);
    db()->exec('COMMIT');
    answer($status, $reply, ['ETag: "' . $reply['version'] . '"']);
}

function take_asset(string $sha256, string $body): never
{
    if (hash('sha256', $body) !== $sha256) {
        problem(422, 'damaged', 'The file arrived damaged.');
    }
    $type = $_SERVER['CONTENT_TYPE'] ?? '';
    if (!in_array($type, ['image/jpeg', 'image/png', 'image/webp'], true)) {
        problem(415, 'type', 'Pictures only.');
    }
    $statement = db()->prepare('INSERT OR IGNORE INTO asset VALUES (?, ?, ?)');
    $statement->bindValue(1, $sha256);
    $statement->bindValue(2, $type);
    $statement->bindValue(3, $body, PDO::PARAM_LOB);
    $statement->execute();
    answer(201, ['sha256' => $sha256, 'url' => base() . "/media/$sha256"]);
}

$target = $_SERVER['REQUEST_URI'];
$path = explode('/', trim((string) parse_url($target, PHP_URL_PATH), '/'));
$method = $_SERVER['REQUEST_METHOD'];
$body = (string) file_get_contents('php://input');

// ---- what readers see: no signature, no draft ------------------------------------------------------
if ($path[0] === 'media') {
    $asset = row('SELECT type, bytes FROM asset WHERE sha256 = ?', [$path[1] ?? '']) ?? problem(404, 'not_found', 'No such file.');
    header('Content-Type: ' . $asset['type']);
    exit($asset['bytes']);
}
if ($path[0] === 'story') {
    $row = row("SELECT * FROM story WHERE slug = ? AND status IN ('usable', 'canceled') AND removed = 0", [$path[1] ?? '']);
    $row === null ? http_response_code(404) : require 'page.php';
    exit;
}

// ---- what Copydesk sees ----------------------------------------------------------------------------
check_signature($method, $target, $body);
switch ("$method $path[0]") {
    case 'GET ':
        answer(200, ['contract' => 1, 'server' => 'Reference receiver 1.0', 'me' => ['id' => '1', 'name' => 'Copydesk'], 'authors' => 'listed']);
    case 'GET authors':
        answer(200, ['authors' => rows('SELECT CAST(id AS TEXT) AS id, name FROM author WHERE name = ?', [$_GET['name'] ?? ''])]);
    case 'GET assets':
        row('SELECT 1 FROM asset WHERE sha256 = ?', [$path[1] ?? '']) ?? problem(404, 'not_found', 'No such file.');
        answer(200, ['sha256' => $path[1], 'url' => base() . "/media/$path[1]"]);
    case 'POST assets':
        take_asset($path[1] ?? '', $body);
    case 'GET stories':
        if (!isset($path[1])) {
            answer(200, ['stories' => array_map('record', rows('SELECT * FROM story WHERE uri = ?', [$_GET['uri'] ?? '']))]);
        }
        $record = record(row('SELECT * FROM story WHERE id = ?', [$path[1]]) ?? problem(404, 'not_found', 'No such story.'));
        answer(200, $record, ['ETag: "' . $record['version'] . '"']);
    case 'POST stories':
        take_story($body);
    case 'DELETE stories':
        $match = trim($_SERVER['HTTP_IF_MATCH'] ?? '', '"');
        // What readers see is withheld first, by a story.withheld of its own: no request does both.
        rows("DELETE FROM story WHERE id = ? AND status = 'withheld' AND version = ?", [$path[1] ?? '', $match]);
        row('SELECT 1 FROM story WHERE id = ?', [$path[1] ?? '']) === null || problem(412, 'changed', 'It stands here otherwise, or readers see it.');
        answer(200, ['deleted' => true]);
    default:
        problem(404, 'no_route', 'Nothing is offered here.');
}
