/* Shows the document beside this page. The schema is not sent to any validator. */
SwaggerUIBundle({
  url: new URL("../schema/", location.href).href,
  dom_id: "#docs",
  deepLinking: true,
  validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
