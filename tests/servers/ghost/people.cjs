// Whom the tests know at Ghost, and with which keys.
//
//   node people.cjs                                     prints them
//   node people.cjs PACKAGE CLIENT URL DATABASE COPY    moves them into a Ghost that has just started for
//                                                       the first time, and keeps its database as COPY
"use strict";
const path = require("node:path");

const PASSWORD = "Copydesk-0-test";
const key = (n, letters) => [`c0de5c0de5c0de5c0de5000${n}`, letters.repeat(32)];
/** What a newsroom gives Copydesk: the key of a custom integration. */
const INTEGRATION = key(1, "ab");
/** Everybody else has a staff access token. */
const PEOPLE = [
  { login: "owner", name: "Site Owner", role: "Owner", key: key(2, "cd") },
  { login: "editor", name: "Editor One", role: "Editor", key: key(3, "ef") },
  { login: "author", name: "Author One", role: "Author", key: key(4, "12") },
  { login: "contributor", name: "Contributor One", role: "Contributor", key: key(5, "34") },
  { login: "iryna", name: "Iryna Kovalenko", role: "Author", key: key(6, "56") },
];
const email = (person) => `${person.login}@example.com`;

function known() {
  console.log(`password=${PASSWORD}`);
  console.log(`key=${INTEGRATION.join(":")}`);
  for (const person of PEOPLE) console.log(`${person.login}=${person.key.join(":")}`);
}

async function moveIn(folder, client, url, filename, copy) {
  const database = require(path.join(folder, "node_modules/knex"))({
    client,
    connection: { filename },
    useNullAsDefault: true,
  });
  let cookie = "";
  const call = async (method, where, body) => {
    const answer = await fetch(`${url}/ghost/api/admin${where}`, {
      method,
      headers: { "content-type": "application/json", origin: url, cookie },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${await answer.text()}`);
    cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    const text = await answer.text();
    return text.startsWith("{") ? JSON.parse(text) : text;
  };
  const signIn = (person) => {
    cookie = "";
    return call("POST", "/session/", { username: email(person), password: PASSWORD });
  };
  const [owner, ...staff] = PEOPLE;
  const setup = { name: owner.name, email: email(owner), password: PASSWORD, blogTitle: "Test Gazette" };
  await call("POST", "/authentication/setup/", { setup: [setup] });
  await signIn(owner);
  const { integrations } = await call("POST", "/integrations/?include=api_keys", {
    integrations: [{ name: "Copydesk" }],
  });
  const { roles } = await call("GET", "/roles/");
  for (const person of staff) {
    const role = roles.find((role) => role.name === person.role);
    await call("POST", "/invites/", { invites: [{ email: email(person), role_id: role.id }] });
    const { token } = await database("invites").where({ email: email(person) }).first();
    const invitation = { token, email: email(person), name: person.name, password: PASSWORD };
    await call("POST", "/authentication/invitation/", { invitation: [invitation] });
  }
  for (const person of PEOPLE) {
    await signIn(person);
    const { apiKey } = await call("GET", "/users/me/token/");
    await database("api_keys").where({ id: apiKey.id }).update({ id: person.key[0], secret: person.key[1] });
  }
  const [id, secret] = INTEGRATION;
  await database("api_keys").where({ integration_id: integrations[0].id, type: "admin" }).update({ id, secret });
  // A site of its own has no stories yet.
  for (const table of ["posts_tags", "posts_authors", "posts_meta", "post_revisions", "posts", "tags", "sessions"])
    await database(table).del();
  await database.raw("VACUUM INTO ?", [copy]);
  await database.destroy();
}

if (process.argv.length > 2) {
  moveIn(...process.argv.slice(2)).catch((trouble) => {
    console.error(trouble);
    process.exit(1);
  });
} else {
  known();
}
