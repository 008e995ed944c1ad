/* The API as functions: each returns what it read, or throws a Problem that says what was wrong. */

export class Problem extends Error {
  constructor(body) {
    super(body.detail ?? body.message ?? "The API did not answer.");
    this.body = body;
  }
}

/** Return {get, post, draft} for the API at `base`, such as "https://cms.example/api/v2". */
export function connect(base) {
  const root = base.replace(/\/+$/, "");

  async function send(path, options) {
    const response = await fetch(`${root}${path}`, { credentials: "omit", ...options });
    const body = await response.json();
    // 404 and 410 are answers of `resolve`: `kind` says which.
    if (!response.ok && !body.kind) throw new Problem(body);
    return body;
  }

  return {
    get: (path, query = {}) => {
      const parameters = new URLSearchParams(query);
      return send(parameters.size ? `${path}?${parameters}` : path);
    },
    // The draft that a preview's token is for: preview.js.
    draft: (token) =>
      send("/preview/", { headers: { Authorization: `Preview ${token}` }, cache: "no-store" }),
    post: (path, body) =>
      send(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify(body),
      }),
  };
}
