import 'react';

declare module 'react' {
  // Custom properties in `style` pass a row's columns or a bar's height to its style sheet.
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
