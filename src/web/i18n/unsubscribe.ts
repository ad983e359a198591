import { dictionary } from "./dictionary.ts";

export const unsubscribeTexts = dictionary(
  {
    title: "Ne plus recevoir ces messages",
    text: "Vous ne recevrez plus les e-mails de ce genre ; la page des notifications continue de tout montrer. Les messages indispensables, sur vos missions et votre compte, restent envoyés.",
    submit: "Ne plus les recevoir",
    doneTitle: "C’est noté",
    doneText:
      "Si ce lien venait de nous, vous ne recevrez plus ces messages. Vous pouvez changer d’avis dans votre compte.",
    failed: "La demande n’est pas passée. Réessayez dans un instant.",
  },
  {
    title: "Stop these messages",
    text: "You will get no more e-mails of this kind; the page of notifications still shows everything. What you need to know about your projects and your account is still sent.",
    submit: "Stop them",
    doneTitle: "Done",
    doneText:
      "If this link came from us, you will get these messages no more. You can change your mind in your account.",
    failed: "The request did not get through. Try again in a moment.",
  },
);
