/* Where the API is: the `api` parameter of this page's address, or the page's own host. */

import { connect } from "./api.js";

const given = new URLSearchParams(location.search).get("api");
export const api = connect(given ?? `${location.origin}/api/v2`);
