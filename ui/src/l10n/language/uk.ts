// All that is said in this language, as one text.
const catalogues = import.meta.glob<string>("../catalogue/**/uk.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});

export default Object.values(catalogues).join("\n");
