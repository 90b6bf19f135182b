import { type ComponentChildren, toChildArray } from 'preact'

/** Words that people wrote, with their paragraphs and lines as they wrote them. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text.split(/\n{2,}/).map((paragraph, at) => (
      <p key={at} class="govuk-body">
        {paragraph.split('\n').map((line, place) => (
          <>
            {place > 0 && <br />}
            {line}
          </>
        ))}
      </p>
    ))}
  </>
)

/** What was said of one thing, under its heading: in words, and what else is known of it; nothing where nothing was said. */
export const Saying = ({ title, text, children }: { title: string; text?: string | undefined; children?: ComponentChildren }) =>
  text || toChildArray(children).length > 0 ? (
    <>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{title}</h3>
      {text && <Paragraphs text={text} />}
      {children}
    </>
  ) : null
