import"./chunk-WOT6VMZA.js";var e={};export{e as default};
