<<<<<<<< HEAD:web/dist/assets/Resellers-Blom5xd5.js
import{a as e,jn as t}from"./library-Cva9MSTo.js";import{n,t as r}from"./CustomerList-DVIZJVa3.js";var i=t(),a=/^\/console\/resellers\/([0-9a-f-]{36})(?:\/|$)/;function o(){let[t]=e(),o=a.exec(t)?.[1];return o?(0,i.jsx)(n,{id:o,base:`/console/resellers`},o):(0,i.jsx)(r,{kind:`reseller`})}export{o as default};
========
import{a as e,jn as t}from"./library-Cva9MSTo.js";import{n,t as r}from"./CustomerList-SZlG-J2r.js";var i=t(),a=/^\/console\/resellers\/([0-9a-f-]{36})(?:\/|$)/;function o(){let[t]=e(),o=a.exec(t)?.[1];return o?(0,i.jsx)(n,{id:o,base:`/console/resellers`},o):(0,i.jsx)(r,{kind:`reseller`})}export{o as default};
>>>>>>>> h14money:web/dist/assets/Resellers-DZDYBmuT.js
