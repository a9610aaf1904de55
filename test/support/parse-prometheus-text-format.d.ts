declare module 'parse-prometheus-text-format' {
  /** Families of metrics; throws where the text is not Prometheus' form. */
  function parse(text: string): unknown[]
  export = parse
}
